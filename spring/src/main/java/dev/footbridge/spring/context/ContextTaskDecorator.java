package dev.footbridge.spring.context;

import dev.footbridge.context.Context;
import dev.footbridge.context.ContextCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskDecorator;

/**
 * Has the tasks of Spring's own executors take along what Footbridge's jobs do: the values of context keys, and what the
 * carriers carry that are services or are given to this.
 */
public final class ContextTaskDecorator implements TaskDecorator {

    private final List<ContextCarrier<?>> carriers = new ArrayList<>();

    /**
     * A decorator.
     *
     * @param more carriers that are no services
     */
    public ContextTaskDecorator(List<? extends ContextCarrier<?>> more) {
        for (ServiceLoader.Provider<ContextCarrier<?>> provider : services()) {
            try {
                carriers.add(provider.get());
            } catch (ServiceConfigurationError | LinkageError libraryMissing) {
                // as in the core: left out
            }
        }
        carriers.addAll(more);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a service's type has no arguments
    private static List<ServiceLoader.Provider<ContextCarrier<?>>> services() {
        ServiceLoader services = ServiceLoader.load(ContextCarrier.class, ContextCarrier.class.getClassLoader());
        return (List<ServiceLoader.Provider<ContextCarrier<?>>>) services.stream().toList();
    }

    @Override
    public Runnable decorate(Runnable task) {
        Context context = Context.current().copy();
        Callable<@Nullable Void> code = () -> {
            task.run();
            return null;
        };
        for (ContextCarrier<?> carrier : carriers.reversed()) {
            code = carried(carrier, code);
        }
        Callable<@Nullable Void> job = code;
        return () -> context.call(job);
    }

    private static <S> Callable<@Nullable Void> carried(ContextCarrier<S> carrier, Callable<@Nullable Void> code) {
        S state = carrier.capture();
        return () -> carrier.call(state, code);
    }
}
