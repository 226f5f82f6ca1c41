package dev.footbridge.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.context.Context;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws that hold for jobs in this JVM, whatever executor runs them; each check finds a level that breaks it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorLawsTest {

    private static final ContextKey<String> USER = ContextKey.of("user");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MANY = 500;

    /** Executors that are not Footbridge's. */
    enum Kind {
        FIXED, FORK_JOIN, VIRTUAL, CONFIGURED, FUTURES, STAGES;

        ExecutorService open() {
            return switch (this) {
                case FIXED -> Executors.newFixedThreadPool(2);
                case FORK_JOIN -> new ForkJoinPool(2);
                case VIRTUAL -> Executors.newVirtualThreadPerTaskExecutor();
                case CONFIGURED -> Executors.unconfigurableExecutorService(Executors.newCachedThreadPool());
                case FUTURES -> Foreign.withFutures();
                case STAGES -> Foreign.withStages();
            };
        }
    }

    private final List<ExecutorService> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ExecutorService::shutdownNow);
    }

    private ExecutorService open(Kind kind) {
        ExecutorService executor = kind.open();
        opened.add(executor);
        return executor;
    }

    // ---- law 3

    /** Whether a task is done only when its cleanup is. */
    private static boolean waitsForCleanup(Level level) {
        AtomicBoolean cleaned = new AtomicBoolean();
        try (Gate running = new Gate(); Gate cleanup = new Gate()) {
            Task<String> task = level.start(() -> {
                try {
                    running.pass();
                    return "never";
                } finally {
                    cleanup.passDeaf();
                    cleaned.set(true);
                }
            });
            running.awaitArrivals(1);
            task.cancel("not needed");
            Eventually.until(() -> cleanup.arrivals() > 0 || task.isDone());
            boolean early = task.isDone();
            running.open();
            cleanup.open();
            Outcome<String> outcome = task.outcome();
            return !early && cleaned.get() && outcome.equals(new Outcome.Cancelled<>("not needed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 3: a cancel interrupts what runs, and the task ends with its cleanup:")
    void cancelsAndWaitsForCleanup(Kind kind) {
        assertThat(waitsForCleanup(Level.on(open(kind)))).isTrue();
        assertThat(waitsForCleanup(new NaiveLevel(open(kind)))).as("the check finds a naive level").isFalse();
    }

    @Test
    @DisplayName("law 3: a job that has not begun never does once it is cancelled, and its executor forgets it")
    void dropsWhatHasNotBegun() {
        java.util.concurrent.ThreadPoolExecutor one = (java.util.concurrent.ThreadPoolExecutor) Executors
                .newFixedThreadPool(1);
        opened.add(one);
        Level level = Level.on(one);
        AtomicBoolean ran = new AtomicBoolean();
        try (Gate gate = new Gate()) {
            Task<?> first = level.start(() -> gate.pass());
            gate.awaitArrivals(1);
            Task<?> queued = level.start(() -> ran.set(true));
            assertThat(queued.cancel("not needed")).isTrue();
            assertThat(queued.isCancelled()).isTrue();
            one.purge();
            assertThat(one.getQueue()).isEmpty();
            gate.open();
            first.result();
        }
        assertThat(level.call(() -> ran.get())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 3: a time limit ends the work:")
    void timesOut(Kind kind) {
        Level level = Level.on(open(kind));
        AtomicBoolean ended = new AtomicBoolean();
        assertThat(catchThrowable(() -> Async.withTimeout(Duration.ofMillis(50), () -> level.call(() -> {
            try {
                Async.sleep(LONG);
                return 1;
            } finally {
                ended.set(true);
            }
        })))).isInstanceOf(TimeoutException.class);
        assertThat(ended).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 3: no interrupt of a cancelled job is left to the next one:")
    void leavesNoInterrupt(Kind kind) {
        Level level = Level.on(open(kind));
        for (int i = 0; i < 50; i++) {
            try (Gate gate = new Gate()) {
                Task<?> task = level.start(() -> gate.pass());
                gate.awaitArrivals(1);
                task.cancel();
                assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            }
            assertThat(level.call(() -> Thread.currentThread().isInterrupted())).isFalse();
        }
    }

    // ---- law 4

    /** Whether what an executor took and never began settles when it ends. */
    private static boolean settlesWhatWasForgotten(Level level, ExecutorService executor, Duration patience) {
        try (Gate gate = new Gate()) {
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                tasks.add(level.start(() -> gate.pass()));
            }
            gate.awaitArrivals(1);
            executor.shutdownNow();
            Eventually.until(executor::isTerminated);
            if (!Eventually.within(patience, () -> tasks.stream().allMatch(Future::isDone))) {
                return false;
            }
            return tasks.stream().<Outcome<?>>map(Task::outcome).toList().stream()
                    .anyMatch(outcome -> outcome instanceof Outcome.Failure<?>(var error)
                            && error instanceof RejectedExecutionException
                            && String.valueOf(error.getMessage()).contains("ended before it began"));
        }
    }

    @Test
    @DisplayName("law 4: what shutdownNow takes out of the queue settles, on the JDK's pools and in wrappers of others")
    void settlesWhatWasForgotten() {
        ExecutorService fixed = open(Kind.FIXED);
        assertThat(settlesWhatWasForgotten(Level.on("fixed", fixed), fixed, LONG)).isTrue();
        ExecutorService wrapped = open(Kind.FUTURES);
        assertThat(settlesWhatWasForgotten(Level.on("wrapped", wrapped), wrapped, LONG)).isTrue();
    }

    @Test
    @DisplayName("law 4: the check of that finds a naive level")
    void theCheckFindsForgottenJobs() {
        ExecutorService fixed = open(Kind.FIXED);
        assertThat(settlesWhatWasForgotten(new NaiveLevel(fixed), fixed, Duration.ofMillis(500))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 4: jobs of all kinds that are cancelled at any moment settle:")
    void settlesInARace(Kind kind) {
        Level level = Level.on(open(kind));
        for (int round = 0; round < 20; round++) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                tasks.add(level.start(() -> {
                    Async.yieldNow();
                    return number;
                }));
                if (i % 3 == 0) {
                    tasks.get(i / 2).cancel();
                }
            }
            tasks.forEach(Task::outcome);
        }
    }

    // ---- law 5

    private static boolean keepsExceptions(Level level) {
        IOException failure = new IOException("no such page");
        Throwable met = catchThrowable(() -> level.call(() -> {
            throw failure;
        }));
        return met == failure
                && Arrays.stream(failure.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("awaited by"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 5: the original exception arrives, with both sides of the trace:")
    void keepsTheException(Kind kind) {
        assertThat(keepsExceptions(Level.on(open(kind)))).isTrue();
        assertThat(keepsExceptions(new NaiveLevel(open(kind)))).as("the check finds a naive level").isFalse();
    }

    // ---- law 6

    private static boolean carriesContext(Level level) {
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        try (var _ = USER.bind("ann")) {
            level.start(() -> {
                if (USER.isSet()) {
                    seen.set(USER.get());
                    USER.set("changed by the job");
                }
            }).result();
            return seen.get().equals("ann") && USER.get().equals("ann");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 6: context is carried by copy, and shared on request:")
    void carriesContext(Kind kind) {
        Level level = Level.on(open(kind));
        assertThat(carriesContext(level)).isTrue();
        try (var _ = USER.bind("ann")) {
            level.in(Context.current()).call(() -> USER.set("eve"));
            assertThat(USER.get()).isEqualTo("eve");
        }
        try (ExecutorService naive = kind.open()) {
            assertThat(carriesContext(new NaiveLevel(naive))).as("the check finds a naive level").isFalse();
        }
    }

    // ---- law 8

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 8: results come in the order scheduled, of blocking and async functions, twice:")
    void keepsOrder(Kind kind) {
        Level level = Level.on(open(kind));
        Parallel<Integer> plan = Parallel.of();
        for (int i = 0; i < MANY; i++) {
            int number = i;
            plan = i % 2 == 0
                    ? plan.schedule(() -> number)
                    : plan.schedule(() -> CompletableFuture.supplyAsync(() -> number));
        }
        Parallel<Integer> there = plan.on(level);
        List<Integer> ordered = IntStream.range(0, MANY).boxed().toList();
        assertThat(there.block()).isEqualTo(ordered);
        assertThat(there.limit(3).block()).isEqualTo(ordered);
        assertThat(there.collectErrors().block()).extracting(Outcome::isSuccess).containsOnly(true);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 8: the first failure ends the rest of a plan:")
    void failsFast(Kind kind) {
        Level level = Level.on(open(kind));
        IllegalStateException failure = new IllegalStateException("first");
        Parallel<Object> plan = Parallel.of().schedule(() -> Async.sleep(LONG)).schedule(() -> {
            throw failure;
        });
        assertThat(catchThrowable(() -> plan.on(level).block())).isSameAs(failure);
    }

    // ---- functions of each kind, from everywhere

    @ParameterizedTest
    @EnumSource
    @DisplayName("functions of each kind run, called from threads and coroutines, and through its view as an executor:")
    void runsAllKinds(Kind kind) throws Exception {
        Level level = Level.on(open(kind));
        AsyncCallable<String> async = () -> CompletableFuture.supplyAsync(() -> "async");
        AtomicBoolean ran = new AtomicBoolean();
        assertThat(level.call(async)).isEqualTo("async");
        assertThat(level.start(async).result()).isEqualTo("async");
        assertThat(level.<Object>call(() -> null)).isNull();
        level.call(() -> ran.set(true));
        assertThat(ran).isTrue();
        try (EventLoop loop = EventLoop.open()) {
            assertThat(loop.call(() -> {
                Task<Integer> one = level.start(() -> 1);
                return one.result() + level.call(() -> 2);
            })).isEqualTo(3);
        }
        try (ExecutorService view = level.asExecutorService()) {
            assertThat(view.submit(() -> 1).get()).isOne();
            assertThat(view.invokeAll(List.of(() -> 2, () -> 3))).extracting(Future::resultNow).containsExactly(2, 3);
            assertThat(view.submit(() -> {}, "given").get()).isEqualTo("given");
        }
        assertThat(level.call(() -> 4)).as("the level is open").isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a cancelled caller takes its job along:")
    void cancelsWithItsCaller(Kind kind) {
        Level level = Level.on(open(kind));
        AtomicBoolean ended = new AtomicBoolean();
        try (EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            Task<?> caller = loop.start(() -> level.call(() -> {
                try {
                    gate.pass();
                } finally {
                    ended.set(true);
                }
            }));
            gate.awaitArrivals(1);
            caller.cancel();
            assertThat(catchThrowable(caller::result)).isInstanceOf(CancelledException.class);
            assertThat(ended).isTrue();
        }
    }
}
