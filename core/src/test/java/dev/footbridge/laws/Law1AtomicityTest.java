package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.stress.BrokenLoop;
import dev.footbridge.stress.Exclusive;
import dev.footbridge.stress.Load;
import dev.footbridge.stress.LoadedLoop;
import dev.footbridge.stress.Violations;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 1: at most one coroutine of a loop runs at a time, and control changes hands only at waiting points. */
@Timeout(120)
class Law1AtomicityTest {

    private static final Duration INSTANT = Duration.ofNanos(1);
    private static final int JOBS = 20;

    /** Lets callers, coroutines, callbacks and sections share state without locks; returns what went wrong. */
    private static List<String> share(LoadedLoop loop, int operations) {
        Exclusive state = new Exclusive();
        Violations violations = new Violations();
        Load.drive(Load.seed(), Load.limit(), violations, random -> {
            for (int i = 0; i < operations && state.overlaps() == 0; i++) {
                int spins = random.nextInt(50);
                switch (random.nextInt(3)) {
                    case 0 -> loop.call(() -> touchTwice(state, spins));
                    case 1 -> loop.start(() -> touchTwice(state, spins)).result();
                    default -> loop.atomically(() -> {
                        state.touch(spins);
                        return 1;
                    });
                }
            }
        });
        if (state.overlaps() > 0) {
            violations.add(state.overlaps() + " overlaps");
        }
        long lost = loop.call(state::lost);
        if (lost != 0) {
            violations.add(lost + " lost steps");
        }
        return violations.all();
    }

    private static int touchTwice(Exclusive state, int spins) {
        state.touch(spins);
        Async.yieldNow();
        state.touch(spins);
        return 1;
    }

    @Test
    @DisplayName("law 1: callers, coroutines and sections of 8 threads share an unsynchronised counter and lose no step")
    void sharesStateWithoutLocks() {
        try (LoadedLoop loop = LoadedLoop.of(EventLoop.open())) {
            assertThat(share(loop, Load.operations(5))).isEmpty();
        }
    }

    @Test
    @DisplayName("law 1: the check of sharing finds a loop that keeps nobody out")
    void theCheckFindsABrokenLoop() {
        try (LoadedLoop broken = BrokenLoop.withoutExclusion()) {
            assertThat(share(broken, 20_000)).isNotEmpty();
        }
    }

    @Test
    @DisplayName("law 1: a coroutine that does not wait is not interleaved with others, whatever else is ready")
    @SuppressWarnings("ThreadPriorityCheck") // invites others to break in
    void runsUndisturbedBetweenWaits() {
        try (EventLoop loop = EventLoop.open(); Gate all = new Gate()) {
            List<Integer> order = new ArrayList<>();
            List<Task<?>> tasks = new ArrayList<>();
            Task<Integer> first = loop.start(() -> {
                all.pass();
                return 0;
            });
            all.awaitArrivals(1);
            for (int i = 0; i < JOBS; i++) {
                int job = i;
                tasks.add(loop.start(() -> {
                    for (int n = 0; n < JOBS; n++) {
                        order.add(job);
                        Thread.yield();
                    }
                }));
            }
            all.open();
            Async.complete(tasks.stream().<Task<Object>>map(Law1AtomicityTest::any).toList());
            assertThat(first.result()).isZero();
            List<Integer> oneAfterTheOther = Stream.iterate(0, i -> i < JOBS, i -> i + 1)
                    .flatMap(job -> Stream.generate(() -> job).limit(JOBS)).toList();
            assertThat(loop.call(() -> List.copyOf(order))).isEqualTo(oneAfterTheOther);
        }
    }

    @SuppressWarnings("unchecked")
    private static Task<Object> any(Task<?> task) {
        return (Task<Object>) task;
    }

    /** A place at which a coroutine of the loop waits, for work that takes until somebody else has run. */
    @FunctionalInterface
    interface WaitingPoint {
        void await(EventLoop loop, Callable<Integer> work) throws Exception;
    }

    private static Arguments point(String name, WaitingPoint point) {
        return Arguments.of(name, point);
    }

    static Stream<Arguments> waitingPoints() {
        return Stream.of(point("yieldNow", (_, _) -> Async.yieldNow()),
                point("sleep", (_, _) -> Async.sleep(INSTANT)),
                point("sleep of nothing", (_, _) -> Async.sleep(Duration.ZERO)),
                point("await of a stage", (_, work) -> Async.await(stage(work))),
                point("await of a task", (_, work) -> Async.await(Async.toThread(work))),
                point("a task's result", (_, work) -> Async.toThread(work).result()),
                point("a task's limited result", (_, work) -> Async.toThread(work).result(Duration.ofSeconds(60))),
                point("a task's outcome", (_, work) -> Async.toThread(work).outcome()),
                point("a future's get", (_, work) -> Async.toThread(work).get()),
                point("a future's join", (_, work) -> Async.toThread(work).toCompletableFuture().join()),
                point("block", (_, work) -> Async.block(work)),
                point("gather", (_, work) -> Async.gather(Async.toThread(work), Async.toThread(work))),
                point("waitAll", (_, work) -> Async.waitAll(List.of(Async.toThread(work)), Duration.ofSeconds(60))),
                point("asCompleted", (_, work) -> Async.asCompleted(List.of(Async.toThread(work))).iterator().next()),
                point("a group", (loop, _) -> TaskGroup.on(loop, (TaskGroup group) -> group.start(() -> 1))),
                point("a wait inside a limit",
                        (_, work) -> Async.withTimeout(Duration.ofSeconds(60), () -> Async.toThread(work).result())),
                point("a shielded wait", (_, work) -> Async.shielded(() -> Async.toThread(work).result())),
                point("a plan", (_, work) -> Parallel.<Integer>of().schedule(work).schedule(work).block()),
                point("a call of a pool", (_, work) -> Async.getThreadPool().call(work)),
                point("a call of another loop", (_, work) -> {
                    try (EventLoop other = EventLoop.open()) {
                        other.call(() -> Async.toThread(work).result());
                    }
                }));
    }

    private static CompletableFuture<Integer> stage(Callable<Integer> work) {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                stage.complete(work.call());
            } catch (Exception failed) {
                stage.completeExceptionally(failed);
            }
        });
        return stage;
    }

    private static Callable<Integer> passing(Gate gate) {
        return () -> {
            gate.pass();
            return 1;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waitingPoints")
    @DisplayName("law 1: control changes hands at a waiting point:")
    void letsOthersRunAtAWaitingPoint(String name, WaitingPoint point) {
        try (EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            AtomicBoolean inside = new AtomicBoolean();
            AtomicBoolean met = new AtomicBoolean();
            boolean changed = loop.call(() -> {
                Task<Integer> other = loop.start(() -> {
                    met.set(inside.get());
                    gate.open();
                    return 1;
                });
                inside.set(true);
                point.await(loop, passing(gate));
                inside.set(false);
                return other.isDone();
            });
            assertThat(changed).as("the other coroutine ran at %s", name).isTrue();
            assertThat(met).as("it ran while the first one waited").isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waitingPoints")
    @DisplayName("law 1: no waiting point works inside a section, where it fails at once:")
    void refusesToWaitInASection(String name, WaitingPoint point) {
        try (EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            assertThatThrownBy(() -> loop.atomically(() -> {
                point.await(loop, passing(gate));
                return name;
            })).isInstanceOf(IllegalStateException.class).hasMessageContaining("must not wait");
            assertThat(loop.call(() -> 1)).as("the loop goes on").isOne();
        }
    }

    @Test
    @DisplayName("law 1: a plain blocking call keeps the loop")
    void keepsTheLoopInAPlainBlockingCall() {
        try (EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            AtomicInteger ran = new AtomicInteger();
            Task<Integer> holder = loop.start(() -> {
                gate.passDeaf();
                return ran.get();
            });
            gate.awaitArrivals(1);
            Task<Integer> next = loop.start(ran::incrementAndGet);
            ForeignThread<Integer> caller = ForeignThread.of(() -> loop.call(ran::incrementAndGet)).awaitWaiting();
            assertThat(ran).hasValue(0);
            gate.open();
            assertThat(holder.result()).as("who had run when the blocking call ended").isZero();
            assertThat(next.result() + caller.value()).isEqualTo(1 + 2);
        }
    }

    @Test
    @DisplayName("law 1: a section keeps all coroutines out, also from a thread that the loop does not know")
    void keepsCoroutinesOutOfASection() {
        try (EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            ForeignThread<Integer> section = ForeignThread.of(() -> loop.atomically(() -> {
                gate.passDeaf();
                return 1;
            }));
            gate.awaitArrivals(1);
            AtomicBoolean ran = new AtomicBoolean();
            Task<?> coroutine = loop.start(() -> ran.set(true));
            ForeignThread<Integer> caller = ForeignThread.of(() -> loop.call(() -> 2)).awaitWaiting();
            assertThat(ran).isFalse();
            gate.open();
            assertThat(section.value()).isOne();
            assertThat(caller.value()).isEqualTo(2);
            Eventually.until(coroutine::isDone);
            assertThat(ran).isTrue();
        }
    }

    @Test
    @DisplayName("law 1: callbacks of the loop and of its tasks take their turns like coroutines")
    void runsCallbacksOneAtATime() {
        try (EventLoop loop = EventLoop.open()) {
            Exclusive state = new Exclusive();
            AtomicInteger ran = new AtomicInteger();
            Violations violations = new Violations();
            Load.drive(Load.seed(), Load.limit(), violations, random -> {
                for (int i = 0; i < JOBS; i++) {
                    Runnable touch = () -> {
                        state.touch(50);
                        ran.incrementAndGet();
                    };
                    loop.callSoon(touch);
                    loop.callLater(INSTANT, touch);
                    loop.call(() -> loop.start(() -> state.touch(50)).thenRun(touch));
                }
            });
            Eventually.until(() -> ran.get() == 3 * JOBS * Load.THREADS);
            assertThat(violations.all()).isEmpty();
            assertThat(state.overlaps()).isZero();
            assertThat(loop.call(state::lost)).isZero();
        }
    }
}
