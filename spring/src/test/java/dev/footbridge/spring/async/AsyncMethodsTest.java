package dev.footbridge.spring.async;

import static dev.footbridge.spring.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.testing.Apps;
import dev.footbridge.spring.testing.Log;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;

class AsyncMethodsTest {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext app;
    private static Reports reports;

    @SpringBootApplication(proxyBeanMethods = false)
    @EnableAsync
    static class Office {

        @Bean
        Reports reports() {
            return new Reports();
        }

        @Bean
        TaskDecorator decorator() {
            return task -> () -> {
                SEEN.add("decorated");
                task.run();
            };
        }

        @Bean
        AsyncConfigurer uncaught() {
            return new Uncaught();
        }
    }

    static class Uncaught implements AsyncConfigurer {
        @Override
        public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
            return (failure, method, arguments) -> SEEN.add(method.getName() + ": " + failure.getMessage());
        }
    }

    static class Reports {

        @org.springframework.scheduling.annotation.Async("footbridge")
        public Task<String> task() {
            return done(Thread.currentThread().getName());
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public CompletableFuture<String> future() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public void nothing() {
            SEEN.add("nothing on " + Thread.currentThread().getName());
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public Task<String> failing() throws IOException {
            throw new IOException("no paper");
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public CompletableFuture<String> failingFuture() throws IOException {
            throw new IOException("no paper");
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public void failingAlone() throws IOException {
            throw new IOException("no ink");
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public Task<String> blocked() {
            return done(block());
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public CompletableFuture<String> blockedFuture() {
            return CompletableFuture.completedFuture(block());
        }

        @org.springframework.scheduling.annotation.Async("footbridge")
        public Task<String> inner() {
            return app.getBean(EventLoop.class).start(() -> {
                SEEN.add("began");
                try {
                    Async.sleep(Duration.ofDays(1));
                    return "late";
                } finally {
                    SEEN.add("cleaned up");
                }
            });
        }

        @org.springframework.scheduling.annotation.Async("footbridge-mail")
        public Task<String> onAPoolOfItsOwn() {
            return done(Thread.currentThread().getName());
        }

        @org.springframework.scheduling.annotation.Async
        public CompletableFuture<String> asEver() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }

        private static Task<String> done(String value) {
            return Level.caller().start(() -> value);
        }

        private static String block() {
            SEEN.add("began");
            try {
                Thread.sleep(Duration.ofDays(1));
                return "late";
            } catch (InterruptedException cancelled) {
                SEEN.add("interrupted");
                throw new CancelledException("by an interrupt");
            }
        }
    }

    @BeforeAll
    static void start() {
        app = Apps.plain(Office.class, "footbridge.pools.mail.limit=1");
        reports = app.getBean(Reports.class);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void runsOnTheApplicationsPool() throws Exception {
        assertThat(reports.task().result()).contains("app-threads");
        assertThat(reports.future().get()).contains("app-threads");
        reports.nothing();
        until("it has run", () -> SEEN.stream().anyMatch(line -> line.startsWith("nothing on ")));
        assertThat(SEEN).filteredOn("decorated"::equals).hasSize(3);
        assertThat(reports.onAPoolOfItsOwn().result()).contains("mail");
    }

    @Test
    void leavesOtherAsyncMethodsWhereTheyWere() throws Exception {
        assertThat(reports.asEver().get()).startsWith("task-");
    }

    @Test
    void bringsFailuresAsTheyAre() throws Exception {
        Task<String> failing = reports.failing();
        assertThatThrownBy(failing::result).isExactlyInstanceOf(IOException.class).hasMessage("no paper");
        assertThat(failing.outcome()).isInstanceOf(Outcome.Failure.class);
        CompletableFuture<String> future = reports.failingFuture();
        assertThatThrownBy(future::get).isExactlyInstanceOf(ExecutionException.class).cause()
                .isExactlyInstanceOf(IOException.class).hasMessage("no paper");
    }

    @Test
    void reportsAFailureThatNobodyCanSeeOnce() throws Exception {
        try (Log log = new Log()) {
            reports.failingAlone();
            until("it is reported", () -> SEEN.contains("failingAlone: no ink"));
            app.getBean(ThreadPool.class).call(() -> 1);
            assertThat(SEEN).filteredOn(line -> line.contains("no ink")).hasSize(1);
            assertThat(log.with("no ink")).isEmpty();
        }
    }

    @Test
    void reachesTheWorkByACancel() throws Exception {
        Task<String> task = reports.blocked();
        until("it runs", () -> SEEN.contains("began"));
        task.cancel("enough");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(SEEN).contains("interrupted");

        SEEN.clear();
        CompletableFuture<String> future = reports.blockedFuture();
        until("it runs", () -> SEEN.contains("began"));
        future.cancel(true);
        until("it was interrupted", () -> SEEN.contains("interrupted"));
    }

    @Test
    void reachesATaskThatTheMethodReturnsByACancel() throws Exception {
        Task<String> task = reports.inner();
        until("it runs", () -> SEEN.contains("began"));
        task.cancel("enough");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(SEEN).contains("cleaned up");
    }

    @Test
    void refusesJobsOfAClosedLevelAsSpringDoes() {
        ThreadPool pool = ThreadPool.open(o -> o.withName("gone"));
        pool.close();
        LevelTaskExecutor executor = LevelTaskExecutor.of(pool);
        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(TaskRejectedException.class)
                .hasMessage("thread pool 'gone' is closed: open another");
        assertThatThrownBy(() -> executor.submit(() -> 1)).isInstanceOf(TaskRejectedException.class);
    }
}
