package dev.footbridge.spring.web;

import dev.footbridge.spring.FootbridgeProperties;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitterReturnValueHandler;

/**
 * Puts the handlers of tasks and generators before Spring's own, which would take a task for just any stage, and one in an
 * entity for a value. The application's own handlers come after those, so there is no other way.
 */
public final class ReturnHandlers implements BeanPostProcessor {

    private final Supplier<ThreadPool> streams;
    private final Supplier<ClientWatch> clients;
    private final Supplier<ContentNegotiationManager> negotiation;
    private final Supplier<FootbridgeProperties> properties;

    /**
     * Adds the handlers to each adapter that comes along.
     *
     * @param streams has a thread for each response that is a stream
     * @param clients notices those that hang up
     * @param negotiation says what the client likes
     * @param properties the limits
     */
    public ReturnHandlers(Supplier<ThreadPool> streams, Supplier<ClientWatch> clients,
            Supplier<ContentNegotiationManager> negotiation, Supplier<FootbridgeProperties> properties) {
        this.streams = streams;
        this.clients = clients;
        this.negotiation = negotiation;
        this.properties = properties;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            List<HandlerMethodReturnValueHandler> known = adapter.getReturnValueHandlers();
            if (known != null) {
                adapter.setReturnValueHandlers(withOurs(known));
            }
        }
        if (bean instanceof HandlerExceptionResolverComposite composite) {
            composite.getExceptionResolvers().forEach(this::refuse);
        }
        return refuse(bean);
    }

    private Object refuse(Object resolver) {
        if (resolver instanceof ExceptionHandlerExceptionResolver handlers) {
            HandlerMethodReturnValueHandlerComposite known = handlers.getReturnValueHandlers();
            if (known != null) {
                List<HandlerMethodReturnValueHandler> all = new ArrayList<>(known.getHandlers());
                all.addFirst(new RefusedReturnHandler(new Leftovers(streams.get()), known));
                handlers.setReturnValueHandlers(all);
            }
        }
        return resolver;
    }

    private List<HandlerMethodReturnValueHandler> withOurs(List<HandlerMethodReturnValueHandler> known) {
        FootbridgeProperties.Web web = properties.get().web();
        List<BodyHandler> bodies = new ArrayList<>();
        bodies.add(new TaskReturnHandler(clients.get(), new Leftovers(streams.get())));
        known.stream().filter(ResponseBodyEmitterReturnValueHandler.class::isInstance).findFirst()
                .ifPresent(emitters -> bodies.add(new StreamReturnHandler(emitters, new Offers(negotiation.get()),
                        streams.get(), clients.get(), web.streamTimeout(), web.heartbeat())));
        List<HandlerMethodReturnValueHandler> all = new ArrayList<>(bodies);
        all.add(new EntityReturnHandler(bodies, known));
        all.addAll(known);
        return all;
    }
}
