package dev.footbridge.conformance.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.context.Context;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.processes.RemoteAction;
import dev.footbridge.processes.RemoteAsyncCallable;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import dev.footbridge.stream.AsyncStream;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A data grid as a level: two members of Hazelcast in this JVM, what it does with jobs, and where its promises end. */
@Timeout(60)
class HazelcastTest {

    private static final ContextKey<String> USER = ContextKey.of("user");
    private static final int MANY = 1_000;

    private static Grid grid;
    private static Level level;

    private static final Thread.UncaughtExceptionHandler BEFORE = Thread.getDefaultUncaughtExceptionHandler();

    /** Threads of a member that was ended in the middle have nobody left to answer to, and say so. */
    private static void ignoreDeadMembers(Thread thread, Throwable error) {
        if (!thread.getName().startsWith("hz.")) {
            new AssertionError(thread + " died", error).printStackTrace();
        }
    }

    @BeforeAll
    static void open() throws IOException {
        Thread.setDefaultUncaughtExceptionHandler(HazelcastTest::ignoreDeadMembers);
        grid = Grid.open();
        level = grid.level();
    }

    @AfterAll
    static void close() {
        grid.close();
        Thread.setDefaultUncaughtExceptionHandler(BEFORE);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time to wait").isLessThan(end);
            LockSupport.parkNanos(200_000);
        }
    }

    /** A job that runs on the member of that name, found by trying. */
    private static Task<String> startOn(String member, String trace) {
        for (;;) {
            int begun = Traces.of(trace + " begun");
            Task<String> task = level.start(RemoteCallable.of(() -> {
                if (!Grid.here().equals(member)) {
                    return "elsewhere";
                }
                Traces.leave(trace + " begun");
                try {
                    Traces.pass(trace);
                    return "ran";
                } catch (InterruptedException cancelled) {
                    Traces.leave(trace + " interrupted");
                    Traces.pass(trace + " cleanup");
                    Traces.leave(trace + " cleaned");
                    throw cancelled;
                }
            }));
            until(() -> task.isDone() || Traces.of(trace + " begun") > begun);
            if (!task.isDone()) {
                return task;
            }
        }
    }

    @Test
    @DisplayName("the results of 1,000 jobs on both members come in order, and the plan runs again")
    void runsAPlan() {
        Parallel<String> plan = Parallel.of();
        for (int i = 0; i < MANY; i++) {
            int number = i;
            plan = plan.schedule(RemoteCallable.of(() -> number + " " + Grid.here()));
        }
        for (int round = 0; round < 2; round++) {
            List<String> results = plan.on(level).block();
            assertThat(results.stream().map(result -> Integer.parseInt(result.split(" ")[0])))
                    .isEqualTo(IntStream.range(0, MANY).boxed().toList());
            assertThat(results.stream().map(result -> result.split(" ")[1]).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("one", "two");
        }
        assertThat(plan.limit(8).on(level).collectErrors().block()).hasSize(MANY).allMatch(Outcome::isSuccess);
    }

    @Test
    @DisplayName("one function maps many items, by a plan and by a stream")
    void maps() {
        List<Integer> items = IntStream.range(0, 200).boxed().toList();
        List<Integer> squares = items.stream().map(x -> x * x).toList();
        RemoteFunction<Integer, Integer> square = x -> x * x;
        Parallel<Integer> plan = Parallel.of();
        for (int item : items) {
            plan = plan.schedule(square, item);
        }
        assertThat(plan.on(level).block()).isEqualTo(squares);
        assertThat(AsyncStream.fromIterable(items).map(8, x -> level.call(RemoteCallable.of(() -> square.apply(x))))
                .toList()).isEqualTo(squares);
    }

    @Test
    @DisplayName("functions of each kind are sent, from threads, coroutines and the view as an executor")
    void sendsAllKinds() throws Exception {
        for (int i = 0; i < 10; i++) { // to either member
            assertThat(level.call(RemoteCallable.of(() -> 1))).isOne();
            assertThat(level.call((RemoteAsyncCallable<String>) () -> CompletableFuture.supplyAsync(() -> "async")))
                    .isEqualTo("async");
            int before = Traces.of("action");
            level.call(RemoteAction.of(() -> Traces.leave("action")));
            assertThat(Traces.of("action")).isEqualTo(before + 1);
            assertThat(level.<Object>call(RemoteCallable.of(() -> null))).isNull();
        }
        try (EventLoop loop = EventLoop.open()) {
            assertThat(loop.call(() -> {
                Task<Integer> one = level.start(RemoteCallable.of(() -> 1));
                return one.result() + level.call(RemoteCallable.of(() -> 2));
            })).isEqualTo(3);
        }
        try (ExecutorService view = level.asExecutorService()) {
            assertThat(view.invokeAll(List.of(RemoteCallable.of(() -> 1), RemoteCallable.of(() -> 2))))
                    .extracting(Future::resultNow).containsExactly(1, 2);
            assertThat(view.submit((Runnable & Serializable) () -> Traces.leave("run"), "given").get())
                    .isEqualTo("given");
            assertThat(Traces.of("run")).isOne();
        }
        assertThat(grid.one.getExecutorService("jobs").isShutdown()).isFalse();
    }

    @Test
    @DisplayName("an exception arrives as itself, from either member")
    void keepsExceptions() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> level.call(RemoteCallable.of(() -> {
                throw new IOException("no such page");
            }))).isInstanceOf(IOException.class).hasMessage("no such page")
                    .satisfies(error -> assertThat(Arrays.toString(error.getStackTrace())).contains("keepsExceptions"));
        }
        assertThatThrownBy(() -> Parallel.of().schedule(RemoteCallable.of(() -> {
            throw new IllegalStateException("first");
        })).on(level).block()).isInstanceOf(IllegalStateException.class).hasMessage("first");
    }

    @Test
    @DisplayName("a cancel interrupts the job on its member; the task does not wait for the cleanup there")
    void cancels() {
        for (String member : List.of("one", "two")) {
            String trace = "cancel on " + member;
            Task<String> task = startOn(member, trace);
            assertThat(task.cancel("not needed")).isTrue();
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("not needed"));
            until(() -> Traces.of(trace + " interrupted") == 1);
            assertThat(Traces.of(trace + " cleaned")).as("the cleanup goes on there").isZero();
            Traces.open(trace + " cleanup");
            until(() -> Traces.of(trace + " cleaned") == 1);
        }
    }

    @Test
    @DisplayName("a time limit, and a caller that is cancelled, reach the member")
    void timesOut() {
        Traces.open("limit cleanup");
        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(300), () -> level.call(RemoteAction.of(() -> {
            try {
                Traces.pass("limit");
            } finally {
                Traces.leave("limit ended");
            }
        })))).isInstanceOf(TimeoutException.class);
        until(() -> Traces.of("limit ended") == 1);
    }

    @Test
    @DisplayName("a job that is deaf to interrupts goes on though its task is cancelled: nobody can stop it")
    void cannotStopWhatIsDeaf() {
        Task<?> task = level.start(RemoteAction.of(() -> {
            Traces.leave("deaf begun");
            while (Traces.of("deaf may end") == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            Traces.leave("deaf ended");
        }));
        until(() -> Traces.of("deaf begun") == 1);
        task.cancel();
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Traces.of("deaf ended")).isZero();
        Traces.leave("deaf may end");
        until(() -> Traces.of("deaf ended") == 1);
    }

    @Test
    @DisplayName("queued jobs that are cancelled do not run")
    void cancelsWhatIsQueued() {
        List<Task<?>> running = new ArrayList<>();
        List<Task<?>> queued = new ArrayList<>();
        for (int i = 0; i < 20 * Grid.THREADS; i++) { // the first ones fill both members
            running.add(level.start(RemoteAction.of(() -> {
                Traces.leave("full begun");
                Traces.pass("full");
            })));
        }
        until(() -> Traces.of("full begun") == 2 * Grid.THREADS);
        for (int i = 0; i < 20; i++) {
            queued.add(level.start(RemoteAction.of(() -> Traces.leave("queued ran"))));
        }
        queued.forEach(task -> task.cancel());
        assertThat(queued).allSatisfy(task -> assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class));
        Traces.open("full");
        running.forEach(Task::result);
        assertThat(Traces.of("queued ran")).isZero();
    }

    @Test
    @DisplayName("what cannot be sent is said")
    void saysWhatCannotBeSent() {
        Object lock = new Object();
        assertThatThrownBy(() -> {
            for (int i = 0; i < 50; i++) {
                level.call(() -> lock.hashCode());
            }
        }).hasStackTraceContaining("level 'jobs' cannot send jobs/HazelcastTest lambda to another JVM")
                .hasStackTraceContaining("RemoteCallable.of");
        assertThatThrownBy(() -> level.in(Context.current()).call(RemoteCallable.of(() -> 1)))
                .hasStackTraceContaining("runs in a context of its own");
        assertThatThrownBy(() -> {
            for (int i = 0; i < 50; i++) { // the member that took it does not send the result
                level.call(RemoteCallable.of(Object::new));
            }
        }).hasStackTraceContaining("java.lang.Object");
    }

    @Test
    @DisplayName("context does not go along; what a function captures does")
    void carriesWhatIsCaptured() {
        try (var _ = USER.bind("ann")) {
            String user = USER.get();
            assertThat(level.call(RemoteCallable.of(() -> USER.isSet() + " " + user))).isEqualTo("false ann");
        }
    }

    @Test
    @DisplayName("an executor that was shut down refuses, and so does a member that has gone, in its own words")
    void passesRefusalsThrough() throws IOException {
        try (Grid other = Grid.open()) {
            Level ended = other.level();
            other.one.getExecutorService("jobs").shutdown();
            assertThatThrownBy(() -> ended.start(RemoteCallable.of(() -> 1)))
                    .isInstanceOf(RejectedExecutionException.class).hasMessageContaining("shutdown");
            assertThatThrownBy(() -> ended.tryStart(RemoteCallable.of(() -> 1)))
                    .isInstanceOf(RejectedExecutionException.class);
            Level gone = Level.on(other.one.getExecutorService("more"));
            other.one.getLifecycleService().terminate();
            assertThatThrownBy(() -> gone.start(RemoteCallable.of(() -> 1)))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    /** It brought a value, or the grid's own failure. */
    private static void hasSettled(Task<String> task) {
        switch (task.outcome()) {
            case Outcome.Success<String>(var member) -> assertThat(member).isIn("one", "two");
            case Outcome.Failure<String>(var failure) ->
                assertThat(failure.getClass().getName()).startsWith("com.hazelcast.");
            case Outcome.Cancelled<String>(var reason) -> assertThat(reason).contains("cancelled by its executor");
        }
    }

    @Test
    @DisplayName("every job settles when the other member dies in the middle; those that it had may have run twice")
    void settlesWhenAMemberDies() throws IOException {
        try (Grid other = Grid.open()) {
            Level mortal = other.level();
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tasks.add(mortal.start(RemoteCallable.of(() -> {
                    Traces.leave("mortal begun");
                    Traces.leave("mortal on " + Grid.here());
                    Traces.pass("mortal");
                    return Grid.here();
                })));
            }
            until(() -> Traces.of(
                    "mortal on one") > 0 && Traces.of("mortal on two") > 0);
            other.two.getLifecycleService().terminate();
            Traces.open("mortal");
            assertThat(tasks).allSatisfy(HazelcastTest::hasSettled);
            assertThat(Traces.of("mortal begun")).as("how often the 12 jobs began").isGreaterThanOrEqualTo(12);
        }
    }

    @Test
    @DisplayName("every job settles when the member it was submitted to is shut down in the middle")
    void settlesWhenTheSubmitterLeaves() throws IOException {
        try (Grid other = Grid.open()) {
            Level mortal = other.level();
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tasks.add(mortal.start(RemoteCallable.of(() -> {
                    Traces.leave("left begun");
                    Traces.pass("left");
                    return Grid.here();
                })));
            }
            until(() -> Traces.of("left begun") > 0);
            other.one.getLifecycleService().terminate();
            Traces.open("left");
            assertThat(tasks).allSatisfy(HazelcastTest::hasSettled);
        }
    }
}
