package dev.footbridge.spring.boot;

import dev.footbridge.FailureHandler;
import dev.footbridge.spring.FootbridgeProperties;
import dev.footbridge.spring.web.ClientWatch;
import dev.footbridge.spring.web.ReturnHandlers;
import dev.footbridge.spring.web.StreamFailures;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolOptions;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Controllers of Spring MVC may return tasks and generators. */
@AutoConfiguration(after = FootbridgeAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RequestMappingHandlerAdapter.class)
@ConditionalOnProperty(name = {"footbridge.enabled", "footbridge.web.enabled"}, matchIfMissing = true)
class FootbridgeWebAutoConfiguration {

    private static final String STREAMS = "footbridgeStreams";

    /** A virtual thread for each response that is a stream; nobody is left to wait for them when they are closed. */
    @Bean(name = STREAMS, defaultCandidate = false)
    @Fallback
    @ConditionalOnMissingBean(name = STREAMS)
    ThreadPool footbridgeStreams(FootbridgeProperties properties, ObjectProvider<FailureHandler> failures) {
        return ThreadPool.open(defaults -> {
            ThreadPoolOptions options = defaults.withName(properties.loop().name() + "-streams")
                    .withCloseTimeout(Duration.ZERO).withAbortTimeout(properties.loop().abortTimeout());
            FailureHandler handler = failures.getIfUnique();
            return handler == null ? options : options.withFailureHandler(handler);
        });
    }

    @Bean
    ClientWatch footbridgeClientWatch(FootbridgeProperties properties) {
        return new ClientWatch(properties.web().clientCheck());
    }

    @Bean
    static ReturnHandlers footbridgeReturnHandlers(@Qualifier(STREAMS) ObjectProvider<ThreadPool> streams,
            ObjectProvider<ClientWatch> clients,
            @Qualifier("mvcContentNegotiationManager") ObjectProvider<ContentNegotiationManager> negotiation,
            ObjectProvider<FootbridgeProperties> properties) {
        return new ReturnHandlers(streams::getObject, clients::getObject,
                () -> negotiation.getIfAvailable(ContentNegotiationManager::new),
                properties::getObject);
    }

    @Bean
    StreamFailures footbridgeStreamFailures(ObjectProvider<FailureHandler> failures) {
        return new StreamFailures(failures.getIfUnique(() -> FootbridgeWebAutoConfiguration::log));
    }

    private static void log(String what, Throwable failure) {
        System.getLogger("dev.footbridge").log(System.Logger.Level.ERROR, what + " broke off", failure);
    }
}
