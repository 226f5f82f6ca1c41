package dev.footbridge.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.EventLoopCustomizer;
import dev.footbridge.spring.ThreadPoolCustomizer;
import dev.footbridge.threads.ThreadPool;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

class LevelsOfAContextTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
            AutoConfigurations.of(FootbridgeAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

    @Test
    void opensAndClosesTheAppWideLoopAndPool() {
        EventLoop[] loop = new EventLoop[1];
        ThreadPool[] pool = new ThreadPool[1];
        runner.run(context -> {
            loop[0] = context.getBean(EventLoop.class);
            pool[0] = context.getBean(ThreadPool.class);
            assertThat(Async.getEventLoop()).isSameAs(loop[0]);
            assertThat(Async.getThreadPool()).isSameAs(pool[0]);
            assertThat(loop[0].name()).isEqualTo("app");
            assertThat((Thread) Async.toThread(Thread::currentThread).result()).matches(thread -> !thread.isVirtual());
        });
        assertThat(loop[0].isClosed()).isTrue();
        assertThat(pool[0].isClosed()).isTrue();
    }

    @Test
    void usesVirtualThreadsWhereTheApplicationDoes() {
        runner.withPropertyValues("spring.threads.virtual.enabled=true").run(context -> assertThat(
                (Thread) context.getBean(ThreadPool.class).call(Thread::currentThread)).matches(Thread::isVirtual));
    }

    @Test
    void leavesBootsOwnExecutorInPlace() {
        runner.withUserConfiguration(WantsAnExecutor.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(WantsAnExecutor.class).executor)
                    .isSameAs(context.getBean("applicationTaskExecutor"));
            assertThat(context.getBean(TaskExecutor.class)).isSameAs(context.getBean("applicationTaskExecutor"));
        });
    }

    @Test
    void opensNamedPools() {
        runner.withPropertyValues("footbridge.pools.db.limit=3", "footbridge.pools.slow-reports.kind=confined")
                .withUserConfiguration(WantsAPool.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    WantsAPool wants = context.getBean(WantsAPool.class);
                    assertThat(wants.db.name()).isEqualTo("db");
                    assertThat(wants.db.stats().limit()).isEqualTo(3);
                    assertThat(wants.pool.name()).isEqualTo("app-threads");
                    assertThat(context.getBeanFactory().getBean(ThreadPool.class)).isSameAs(wants.pool);
                    ThreadPool reports = context.getBean("footbridge-pool-slow-reports", ThreadPool.class);
                    assertThat((Thread) reports.call(Thread::currentThread))
                            .isSameAs(reports.call(Thread::currentThread));
                });
    }

    @Test
    void backsOffFromTheApplicationsOwn() {
        runner.withUserConfiguration(OwnLevels.class).run(context -> {
            assertThat(context.getBean(EventLoop.class).name()).isEqualTo("mine");
            assertThat(context.getBean(ThreadPool.class).name()).isEqualTo("my-threads");
            assertThat(Async.getEventLoop().name()).isEqualTo("mine");
        });
    }

    @Test
    void letsCustomizersChangeWhatThePropertiesSay() {
        runner.withUserConfiguration(Customizers.class).withPropertyValues("footbridge.loop.name=shop")
                .run(context -> {
                    assertThat(context.getBean(EventLoop.class).name()).isEqualTo("shop!");
                    assertThat(context.getBean(ThreadPool.class).stats().limit()).isEqualTo(7);
                });
    }

    @Test
    void doesNothingIfItIsToldTo() {
        runner.withPropertyValues("footbridge.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EventLoop.class)
                        .doesNotHaveBean(ThreadPool.class));
    }

    static class WantsAnExecutor {

        final Executor executor;

        WantsAnExecutor(Executor executor) {
            this.executor = executor;
        }
    }

    static class WantsAPool {

        final ThreadPool pool;
        final ThreadPool db;

        WantsAPool(ThreadPool pool, @Qualifier("db") ThreadPool db) {
            this.pool = pool;
            this.db = db;
        }
    }

    @Configuration
    static class OwnLevels {
        @Bean
        EventLoop loop() {
            return EventLoop.open(o -> o.withName("mine"));
        }

        @Bean
        ThreadPool pool() {
            return ThreadPool.open(o -> o.withName("my-threads"));
        }
    }

    @Configuration
    static class Customizers {
        @Bean
        EventLoopCustomizer loud() {
            return options -> options.withName(options.name() + "!");
        }

        @Bean
        ThreadPoolCustomizer limited() {
            return options -> options.withLimit(7);
        }
    }
}
