package dev.footbridge.spring.boot;

import dev.footbridge.FailureHandler;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopOptions;
import dev.footbridge.observe.Debug;
import dev.footbridge.spring.EventLoopCustomizer;
import dev.footbridge.spring.FootbridgeProperties;
import dev.footbridge.spring.ThreadPoolCustomizer;
import dev.footbridge.spring.async.LevelTaskExecutor;
import dev.footbridge.spring.context.ContextTaskDecorator;
import dev.footbridge.spring.lifecycle.AppWideClaim;
import dev.footbridge.spring.lifecycle.Levels;
import dev.footbridge.spring.lifecycle.Stage;
import dev.footbridge.threads.ThreadPool;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

/**
 * The event loop and the thread pools of an application.
 *
 * <p>After Boot's own executor, because that backs off from any bean that is an {@code Executor}, as loops and pools are.
 * They are fallbacks for the same reason: who asks for an {@code Executor} gets what he got before.
 */
@AutoConfiguration(after = TaskExecutionAutoConfiguration.class)
@ConditionalOnProperty(name = "footbridge.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FootbridgeProperties.class)
@Import(NamedPools.class)
class FootbridgeAutoConfiguration {

    @Bean
    @Fallback
    @ConditionalOnMissingBean
    EventLoop footbridgeEventLoop(FootbridgeProperties properties, ObjectProvider<FailureHandler> failures,
            ObjectProvider<EventLoopCustomizer> customizers) {
        FootbridgeProperties.Loop loop = properties.loop();
        return EventLoop.open(defaults -> {
            EventLoopOptions options = defaults.withName(loop.name()).withCloseTimeout(loop.closeTimeout())
                    .withAbortTimeout(loop.abortTimeout());
            if (loop.debug()) {
                options = options.withDebug(Debug.on().withSlowStep(loop.slowStep()));
            }
            FailureHandler handler = failures.getIfUnique();
            if (handler != null) {
                options = options.withFailureHandler(handler);
            }
            for (EventLoopCustomizer customizer : customizers.orderedStream().toList()) {
                options = customizer.customize(options);
            }
            return options;
        });
    }

    @Bean
    @ConditionalOnMissingBean
    PoolOpener footbridgePoolOpener(Environment environment, ObjectProvider<FailureHandler> failures,
            ObjectProvider<ThreadPoolCustomizer> customizers) {
        return new PoolOpener(environment, failures, customizers);
    }

    @Bean
    @Fallback
    @ConditionalOnMissingBean
    ThreadPool footbridgeThreadPool(FootbridgeProperties properties, PoolOpener opener) {
        return opener.open(properties.loop().name() + "-threads", properties.pool());
    }

    /** Found by its name only, so that Boot's own executor stays the one that others get. */
    @Bean(name = "footbridge", defaultCandidate = false)
    @ConditionalOnMissingBean(name = "footbridge")
    LevelTaskExecutor footbridge(FootbridgeProperties properties, EventLoop loop, ThreadPool pool,
            ObjectProvider<TaskDecorator> decorators) {
        LevelTaskExecutor executor = switch (properties.async().level()) {
            case POOL -> LevelTaskExecutor.of(pool);
            case LOOP -> LevelTaskExecutor.of(loop);
        };
        List<TaskDecorator> others = decorators.orderedStream()
                .filter(decorator -> !(decorator instanceof ContextTaskDecorator)).toList(); // levels do that themselves
        for (TaskDecorator decorator : others.reversed()) {
            executor = executor.decorated(decorator);
        }
        return executor;
    }

    @Bean
    @Lazy(false)
    @ConditionalOnBean({EventLoop.class, ThreadPool.class})
    AppWideClaim footbridgeAppWide(EventLoop loop, ThreadPool pool, FootbridgeProperties properties) {
        return AppWideClaim.of(loop, pool, properties.appWide());
    }

    @Bean
    Levels footbridgeLevels(ConfigurableListableBeanFactory beans) {
        return new Levels(beans);
    }

    @Bean
    Stage footbridgeLoopsStage(ApplicationContext context, Levels levels) {
        return new Stage(context, Stage.LOOPS, () -> levels.ends(EventLoop.class));
    }

    @Bean
    Stage footbridgePoolsStage(ApplicationContext context, Levels levels) {
        return new Stage(context, Stage.POOLS, () -> levels.ends(ThreadPool.class));
    }
}
