package dev.footbridge.spring.lifecycle;

import static dev.footbridge.spring.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.FailureHandler;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.testing.Apps;
import dev.footbridge.spring.testing.Client;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class EndOfAnApplicationTest {

    private static final List<String> REPORTED = new CopyOnWriteArrayList<>();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {
        @Bean
        FailureHandler failures() {
            return (task, failure) -> REPORTED.add(task + ": " + failure.getMessage());
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Serving {

        final CountDownLatch begun = new CountDownLatch(1);

        @GetMapping("/both")
        Task<String> both() {
            begun.countDown();
            return Async.start(() -> {
                Async.sleep(Duration.ofMillis(500));
                return "loop and " + Async.toThread(() -> "pool").result();
            });
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Failing {

        static volatile EventLoop loop;
        static volatile ThreadPool pool;

        @Bean
        Object fails(EventLoop loop, ThreadPool pool) {
            Failing.loop = loop;
            Failing.pool = pool;
            throw new IllegalStateException("this bean cannot be made");
        }
    }

    @BeforeEach
    void forget() {
        REPORTED.clear();
    }

    @Test
    void answersAcceptedRequestsBeforeTheLoopAndThePoolEnd() throws Exception {
        ConfigurableApplicationContext app = Apps.web(Serving.class, "server.shutdown=graceful");
        try (Client client = new Client(Apps.port(app)); ExecutorService other = Executors.newCachedThreadPool()) {
            Future<String> answer = other.submit(() -> client.get("/both").body());
            app.getBean(Serving.class).begun.await();
            app.close();
            assertThat(answer.get()).isEqualTo("loop and pool");
        }
    }

    @Test
    void letsTheTasksOfTheLoopUseThePoolToTheEnd() throws Exception {
        ConfigurableApplicationContext app = Apps.plain(Plain.class);
        ThreadPool pool = app.getBean(ThreadPool.class);
        Task<String> task = app.getBean(EventLoop.class).start(() -> {
            Async.sleep(Duration.ofMillis(200));
            return pool.start(() -> "done").result();
        });
        app.close();
        assertThat(task.result()).isEqualTo("done");
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void endsInBoundedTimeAndNamesWhatWouldNot() throws Exception {
        ConfigurableApplicationContext app = Apps.plain(Plain.class, "footbridge.loop.close-timeout=100ms",
                "footbridge.loop.abort-timeout=200ms", "footbridge.pool.close-timeout=100ms",
                "footbridge.pool.abort-timeout=200ms", "footbridge.pools.db.close-timeout=100ms",
                "footbridge.pools.db.abort-timeout=200ms");
        AtomicBoolean end = new AtomicBoolean();
        app.getBean(ThreadPool.class).start(() -> neverEnds(end));
        app.getBean("footbridge-pool-db", ThreadPool.class).start(() -> neverEnds(end));
        app.getBean(EventLoop.class).start(() -> neverEnds(end));
        try {
            long begin = System.nanoTime();
            app.close();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
            assertThat(REPORTED).hasSize(3).allMatch(line -> line.contains("did not stop within PT0.2S"))
                    .anyMatch(line -> line.startsWith("app/"))
                    .anyMatch(line -> line.startsWith("app-threads/"))
                    .anyMatch(line -> line.startsWith("db/"));
        } finally {
            end.set(true);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static boolean neverEnds(AtomicBoolean end) {
        while (!end.get()) {
            Thread.onSpinWait();
            Thread.yield();
        }
        return true;
    }

    @Test
    void leavesNothingOpenWhenTheContextFails() {
        assertThatThrownBy(() -> Apps.plain(Failing.class)).rootCause().hasMessage("this bean cannot be made");
        assertThat(Failing.loop.isClosed()).isTrue();
        assertThat(Failing.pool.isClosed()).isTrue();
    }

    @Test
    void staysOpenWhenTheContextIsStoppedToBeStartedAgain() {
        try (ConfigurableApplicationContext app = Apps.plain(Plain.class)) {
            app.stop();
            assertThat(app.getBean(EventLoop.class).call(() -> 1)).isEqualTo(1);
            app.start();
            assertThat(app.getBean(EventLoop.class).call(() -> 2)).isEqualTo(2);
        }
    }

    // ---- several contexts

    @Test
    void givesTheAppWideLoopToTheOldestOpenContext() {
        ConfigurableApplicationContext first = Apps.plain(Plain.class, "footbridge.loop.name=first");
        ConfigurableApplicationContext second = Apps.plain(Plain.class, "footbridge.loop.name=second");
        ConfigurableApplicationContext third = Apps.plain(Plain.class, "footbridge.loop.name=third");
        try {
            assertThat(Async.getEventLoop().name()).isEqualTo("first");
            assertThat(second.getBean(EventLoop.class).name()).isEqualTo("second");
            second.close();
            assertThat(Async.getEventLoop().name()).isEqualTo("first");
            first.close();
            assertThat(Async.getEventLoop().name()).isEqualTo("third");
            assertThat(Async.getThreadPool().name()).isEqualTo("third-threads");
            assertThat(Async.start(() -> 3).result()).isEqualTo(3);
        } finally {
            first.close();
            second.close();
            third.close();
        }
    }

    @Test
    void refusesToStartWhereTheAppWideLoopIsRequiredAndTaken() {
        try (ConfigurableApplicationContext first = Apps.plain(Plain.class, "footbridge.loop.name=first")) {
            assertThatThrownBy(() -> Apps.plain(Plain.class, "footbridge.loop.name=second",
                    "footbridge.app-wide=required")).rootCause().hasMessage(
                            "the app-wide event loop and thread pool are required (footbridge.app-wide is 'required')"
                                    + " and others are open (event loop 'first', thread pool 'first-threads'): close those"
                                    + " first, or set footbridge.app-wide to 'if-free' or 'never'");
            try (ConfigurableApplicationContext third = Apps.plain(Plain.class, "footbridge.app-wide=never")) {
                assertThat(third.getBean(EventLoop.class)).isNotSameAs(Async.getEventLoop());
            }
            assertThat(Async.getEventLoop()).isSameAs(first.getBean(EventLoop.class));
        }
    }

    @Test
    void reportsFailuresThatNobodyLookedAtToTheApplicationsHandler() throws Exception {
        try (ConfigurableApplicationContext app = Apps.plain(Plain.class)) {
            app.getBean(ThreadPool.class).execute(() -> {
                throw new IllegalStateException("nobody looks");
            });
            until("it is reported", () -> !REPORTED.isEmpty());
            assertThat(REPORTED).singleElement().asString().endsWith("nobody looks");
        }
    }

}
