package dev.footbridge.spring.boot;

import dev.footbridge.FailureHandler;
import dev.footbridge.spring.FootbridgeProperties.Kind;
import dev.footbridge.spring.FootbridgeProperties.Pool;
import dev.footbridge.spring.ThreadPoolCustomizer;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolOptions;
import dev.footbridge.threads.Threads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** Opens a thread pool as the properties say, and as the application's customizers change that. */
final class PoolOpener {

    private final Environment environment;
    private final ObjectProvider<FailureHandler> failures;
    private final ObjectProvider<ThreadPoolCustomizer> customizers;

    PoolOpener(Environment environment, ObjectProvider<FailureHandler> failures,
            ObjectProvider<ThreadPoolCustomizer> customizers) {
        this.environment = environment;
        this.failures = failures;
        this.customizers = customizers;
    }

    ThreadPool open(String name, Pool pool) {
        return ThreadPool.open(defaults -> {
            ThreadPoolOptions options = defaults.withName(name).withThreads(threads(pool.kind()))
                    .withCloseTimeout(pool.closeTimeout()).withAbortTimeout(pool.abortTimeout());
            if (pool.limit() != null) {
                options = options.withLimit(pool.limit());
            }
            if (pool.queueLimit() != null) {
                options = options.withQueueLimit(pool.queueLimit());
            }
            if (pool.jobTimeout() != null) {
                options = options.withJobTimeout(pool.jobTimeout());
            }
            FailureHandler handler = failures.getIfUnique();
            if (handler != null) {
                options = options.withFailureHandler(handler);
            }
            for (ThreadPoolCustomizer customizer : customizers.orderedStream().toList()) {
                options = customizer.customize(options);
            }
            return options;
        });
    }

    private Threads threads(Kind kind) {
        return switch (kind) {
            case AUTO -> virtual() ? Threads.virtual() : Threads.elastic();
            case VIRTUAL -> Threads.virtual();
            case ELASTIC -> Threads.elastic();
            case CONFINED -> Threads.confined();
        };
    }

    private boolean virtual() {
        return environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false);
    }
}
