package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ThreadPoolTest {

    private static ThreadPool named(String name) {
        return ThreadPool.open(o -> o.withName(name));
    }

    @Test
    @DisplayName("B1: a job runs on a virtual thread of its own, named after the pool, and brings its value")
    void runsOnAThreadOfItsOwn() {
        try (ThreadPool pool = named("db")) {
            Task<Thread> task = pool.start(Thread::currentThread);

            assertThat(task.result()).isNotSameAs(Thread.currentThread());
            assertThat(task.result().isVirtual()).isTrue();
            assertThat(task.result().getName()).startsWith("db/");
            assertThat(pool.call(Thread::currentThread)).isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    @DisplayName("B1: each job runs exactly once")
    void runsEachJobOnce() {
        try (ThreadPool pool = named("once")) {
            List<AtomicInteger> runs = new ArrayList<>();
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                AtomicInteger count = new AtomicInteger();
                runs.add(count);
                tasks.add(pool.start(count::incrementAndGet));
            }

            assertThat(Async.gather(tasks)).hasSize(1_000).containsOnly(1);
            assertThat(runs).allMatch(count -> count.get() == 1);
        }
    }

    @Test
    @DisplayName("B1: an exception, checked or an Error, arrives as the very one that was thrown")
    void throwsTheOriginal() {
        try (ThreadPool pool = named("failing")) {
            for (Throwable original : List.of(new FileNotFoundException("gone"), new IllegalStateException("bad"),
                    new AssertionError("wrong"), new OutOfMemoryError("pretended"), new StackOverflowError("deep"))) {
                BlockingAction failing = () -> {
                    throw Sneaky.raise(original);
                };

                assertThatThrownBy(() -> pool.call(failing)).isSameAs(original);
                assertThatThrownBy(() -> pool.start(failing).result()).isSameAs(original);
                assertThat(pool.start(failing).outcome().isSuccess()).isFalse();
            }
        }
    }

    @Test
    void runsEveryKindOfJob() {
        try (ThreadPool pool = named("kinds")) {
            AtomicReference<Thread> seen = new AtomicReference<>();

            assertThat(pool.call(() -> 7)).isEqualTo(7);
            assertThat(pool.call(() -> CompletableFuture.supplyAsync(() -> 8))).isEqualTo(8);
            pool.call(() -> seen.set(Thread.currentThread()));
            assertThat(seen.get()).isNotNull().isNotSameAs(Thread.currentThread());
            Callable<Object> nothing = () -> null;
            assertThat(pool.call(nothing)).isNull();
            AsyncCallable<Object> noStage = () -> null;
            assertThat(pool.call(noStage)).isNull();
        }
    }

    @Test
    void startsAsyncFunctionsOnItsOwnThread() {
        try (ThreadPool pool = named("async")) {
            AtomicReference<Thread> starter = new AtomicReference<>();
            AsyncCallable<Integer> function = () -> {
                starter.set(Thread.currentThread());
                return CompletableFuture.completedFuture(1);
            };

            assertThat(pool.call(function)).isEqualTo(1);
            assertThat(starter.get().getName()).startsWith("async/");
        }
    }

    @Test
    void knowsTheTaskButNoLoopInAJob() {
        try (ThreadPool pool = named("where")) {
            Task<Object> task = pool.start((Callable<Object>) () -> Async.currentTask().orElseThrow());

            assertThat(task.result()).isSameAs(task);
            assertThat(pool.call(() -> Async.runningLoop().isPresent())).isFalse();
        }
    }

    @Test
    void runsAnyNumberAtOnceWithoutALimit() {
        try (ThreadPool pool = named("wide"); Gate gate = new Gate()) {
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                tasks.add(pool.start(gate::pass));
            }
            gate.awaitArrivals(500);
            assertThat(pool.stats().running()).isEqualTo(500);
            assertThat(pool.stats().queued()).isZero();

            gate.open();
            Async.complete(tasks);
            Eventually.until(() -> pool.stats().ended() == 500);
            assertThat(pool.stats()).isEqualTo(
                    new ThreadPoolStats("wide", ThreadPoolOptions.UNLIMITED, 0, 0, 0, 500, 500, 500, 0, 0, 0, 0, 0,
                            0, "each job has a thread of its own"));
        }
    }

    @Test
    @DisplayName("B16: threads are not pooled: each ends with its job")
    void endsEachThreadWithItsJob() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (ThreadPool pool = named("ends")) {
            for (int i = 0; i < 200; i++) {
                pool.call(() -> threads.add(Thread.currentThread()));
            }
            assertThat(threads).hasSize(200);
            Eventually.until(() -> threads.stream().noneMatch(Thread::isAlive));
        }
    }

    @Test
    void runsOnThreadsOfTheFactoryItWasGiven() {
        ThreadFactory platform = Thread.ofPlatform().name("platform-", 1).factory();
        try (ThreadPool pool = ThreadPool.open(o -> o.withThreadFactory(platform))) {
            Thread thread = pool.call(Thread::currentThread);

            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.getName()).isEqualTo("platform-1");
            Eventually.until(() -> !thread.isAlive());
        }
    }

    @Test
    void leavesNothingOnAThreadForTheNextJob() {
        ThreadLocal<String> plain = new ThreadLocal<>();
        InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
        inheritable.set("of the caller");
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            assertThat(pool.call(() -> inheritable.get() == null)).isTrue();
            pool.call(() -> plain.set("of a job"));
            assertThat(pool.call(() -> plain.get() == null)).isTrue();
        } finally {
            inheritable.remove();
        }
    }

    @Test
    void namesItselfAndItsTasks() {
        try (ThreadPool pool = named("db")) {
            assertThat(pool.name()).isEqualTo("db");
            assertThat(pool).hasToString("thread pool 'db'");
            assertThat(pool.start(() -> 1).name()).isEqualTo("db/ThreadPoolTest lambda");
            assertThat(pool.start(new Named()).name()).contains("ThreadPoolTest$Named");
        }
    }

    private static final class Named implements Callable<Integer> {
        @Override
        public Integer call() {
            return 1;
        }
    }

    @Test
    void refusesANullJob() {
        try (ThreadPool pool = named("strict")) {
            assertThatNullPointerException().isThrownBy(() -> pool.start((Callable<Object>) null))
                    .withMessage("the job is null: give a function to run");
            assertThatNullPointerException().isThrownBy(() -> pool.start((AsyncCallable<Object>) null))
                    .withMessageContaining("the job is null");
            assertThatNullPointerException().isThrownBy(() -> pool.call((BlockingAction) null))
                    .withMessageContaining("the job is null");
            assertThatNullPointerException().isThrownBy(() -> pool.tryStart((Callable<Object>) null))
                    .withMessageContaining("the job is null");
            assertThatNullPointerException().isThrownBy(() -> pool.start(() -> 1, null));
            assertThat(pool.stats().started()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        assertThatThrownBy(() -> ThreadPool.open(o -> o.withLimit(limit))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit of a thread pool must be at least 1 (it is " + limit
                        + "): give one, or leave it out");
    }

    @Test
    void refusesOtherBadOptions() {
        assertThatThrownBy(() -> ThreadPool.open(o -> o.withQueueLimit(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the queue limit of a thread pool must not be negative (it is -1): give zero to refuse what"
                        + " cannot run at once");
        assertThatThrownBy(() -> ThreadPool.open(o -> o.withCloseTimeout(Duration.ofNanos(-1))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> ThreadPool.open(o -> o.withAbortTimeout(Duration.ofNanos(-1))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must not be negative");
        assertThatNullPointerException().isThrownBy(() -> ThreadPool.open(o -> o.withName(null)))
                .withMessageContaining("the pool's name is null");
        assertThatNullPointerException().isThrownBy(() -> ThreadPool.open(o -> o.withThreadFactory(null)))
                .withMessageContaining("the thread factory is null");
        assertThatNullPointerException().isThrownBy(() -> ThreadPool.open(o -> o.withFailureHandler(null)))
                .withMessageContaining("the failure handler is null");
        assertThatNullPointerException().isThrownBy(() -> ThreadPool.open(_ -> null));
    }

    @Test
    void copiesItsOptions() {
        ThreadPoolOptions first = ThreadPoolOptions.DEFAULT;
        ThreadPoolOptions second = first.withName("b").withLimit(2).withQueueLimit(3);

        assertThat(first.name()).isEqualTo("threads");
        assertThat(first.limit()).isEqualTo(ThreadPoolOptions.UNLIMITED);
        assertThat(second.name()).isEqualTo("b");
        assertThat(second.limit()).isEqualTo(2);
        assertThat(second.queueLimit()).isEqualTo(3);
        assertThat(second.closeTimeout()).isEqualTo(first.closeTimeout());
    }

    @Test
    void showsBothSidesOfAFailure() {
        try (ThreadPool pool = named("sides")) {
            Task<Object> task = pool.start((Callable<Object>) ThreadPoolTest::failDeepInTheJob);

            Throwable failure = catchThrowable(task::result);

            assertThat(failure.getStackTrace()).extracting(StackTraceElement::getMethodName)
                    .contains("failDeepInTheJob", "showsBothSidesOfAFailure");
        }
    }

    private static Object failDeepInTheJob() {
        throw new IllegalStateException("deep");
    }
}
