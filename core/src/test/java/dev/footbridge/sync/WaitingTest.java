package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.Waitable.Kind;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all primitives promise about a wait that ends well, whoever waits. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withLimit(1));

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
        pool.abort();
    }

    /** Who waits. */
    enum Caller {
        COROUTINE, COROUTINE_OF_ANOTHER_LOOP, CALLING_THREAD, PLAIN_THREAD, VIRTUAL_THREAD, POOL_JOB
    }

    /** Starts a wait; says whether it has ended. */
    private BooleanSupplier start(Caller caller, Callable<Integer> wait) {
        return switch (caller) {
            case COROUTINE -> loop.start(wait)::isDone;
            case COROUTINE_OF_ANOTHER_LOOP -> other.start(wait)::isDone;
            case CALLING_THREAD -> ForeignThread.of(() -> loop.call(wait))::hasEnded;
            case PLAIN_THREAD -> ForeignThread.of(wait)::hasEnded;
            case VIRTUAL_THREAD -> {
                Thread thread = Thread.ofVirtual().start(() -> {
                    try {
                        wait.call();
                    } catch (Exception broken) {
                        throw new AssertionError(broken);
                    }
                });
                yield () -> !thread.isAlive();
            }
            case POOL_JOB -> pool.start(wait)::isDone;
        };
    }

    static Stream<Arguments> everybody() {
        return Waitable.all().flatMap(kind -> Stream.of(Caller.values()).map(caller -> Arguments.of(kind, caller)));
    }

    static Stream<Kind> all() {
        return Waitable.all();
    }

    static Stream<Kind> lasting() {
        return Waitable.lasting();
    }

    @ParameterizedTest(name = "the same call for all: {0} lets go a {1}, and others run meanwhile")
    @MethodSource("everybody")
    void letsEverybodyGo(Kind kind, Caller caller) {
        Waitable thing = kind.make();
        int[] went = {0};
        BooleanSupplier ended = start(caller, () -> {
            thing.await();
            went[0]++;
            thing.giveBack();
            return went[0];
        });
        Eventually.until(() -> thing.waiting() == 1);
        assertThat(loop.call(() -> "free")).isEqualTo("free");
        assertThat(pool.call(() -> "free")).isEqualTo("free");
        assertThat(ended.getAsBoolean()).isFalse();
        thing.letOneGo();
        Eventually.until(ended);
        assertThat(went).containsExactly(1);
        assertThat(thing.waiting()).isZero();
    }

    @ParameterizedTest(name = "the same call for all: {0} lets go a {1} that would have waited longer")
    @MethodSource("everybody")
    void letsEverybodyWithALimitGo(Kind kind, Caller caller) {
        Waitable thing = kind.make();
        boolean[] inTime = {false};
        BooleanSupplier ended = start(caller, () -> {
            inTime[0] = thing.await(LONG);
            thing.giveBack();
            return 1;
        });
        Eventually.until(() -> thing.waiting() == 1);
        thing.letOneGo();
        Eventually.until(ended);
        assertThat(inTime).containsExactly(true);
        assertThat(thing.waiting()).isZero();
    }

    @ParameterizedTest(name = "zero and negative limits: {0} does not wait, and nobody is left in line")
    @MethodSource("all")
    void doesNotWaitForNoTime(Kind kind) {
        Waitable thing = kind.make();
        for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(ForeignThread.of(() -> thing.await(none)).value()).as("a thread, %s", none).isFalse();
            assertThat(inCoroutine(() -> thing.await(none))).as("a coroutine, %s", none).isFalse();
            assertThat(thing.waiting()).isZero();
        }
    }

    @ParameterizedTest(name = "zero and negative limits: {0} that is free needs no time")
    @MethodSource("lasting")
    void takesWhatIsFreeInNoTime(Kind kind) {
        Waitable thing = kind.make();
        thing.letOneGo();
        for (Duration limit : List.of(Duration.ZERO, Duration.ofNanos(-1), LONG, Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(ForeignThread.of(() -> takes(thing, limit)).value()).as("a thread, %s", limit).isTrue();
            assertThat(inCoroutine(() -> takes(thing, limit))).as("a coroutine, %s", limit).isTrue();
        }
    }

    /** Runs code as a coroutine, but not on this thread. */
    private <T> T inCoroutine(Callable<T> code) {
        Task<T> task = loop.start(code);
        Eventually.until(task::isDone);
        return task.result();
    }

    private static boolean takes(Waitable thing, Duration limit) {
        if (!thing.await(limit)) {
            return false;
        }
        thing.giveBack();
        return true;
    }

    @ParameterizedTest(name = "the longest limit there is: {0} waits")
    @MethodSource("all")
    void waitsForTheLongestTime(Kind kind) {
        Waitable thing = kind.make();
        ForeignThread<Boolean> thread = ForeignThread.of(() -> takes(thing, Duration.ofSeconds(Long.MAX_VALUE)));
        Eventually.until(() -> thing.waiting() == 1);
        thing.letOneGo();
        assertThat(thread.value()).isTrue();
    }

    @ParameterizedTest(name = "a limit that is null: {0} refuses it, and nobody is left in line")
    @MethodSource("all")
    void refusesNoLimit(Kind kind) {
        Waitable thing = kind.make();
        assertThat(ForeignThread.of(() -> thing.await(null)).failure()).isInstanceOf(NullPointerException.class);
        assertThat(thing.waiting()).isZero();
        Task<Void> next = loop.start(() -> thing.pass());
        Eventually.until(() -> thing.waiting() == 1);
        thing.letOneGo();
        next.result();
    }

    @ParameterizedTest(name = "law 3: cancelled code takes {0} that is free, and cannot wait for it when it is not")
    @MethodSource("all")
    void doesAtOnceWhatNeedsNoWait(Kind kind) {
        Waitable thing = kind.make();
        try (Gate gate = new Gate()) {
            Task<String> task = loop.start(() -> {
                gate.passDeaf();
                assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> thing.await())
                        .withMessage("no longer wanted");
                assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> thing.await(LONG))
                        .withMessage("no longer wanted");
                assertThat(thing.waiting()).isZero();
                return "met it";
            });
            gate.awaitArrivals(1);
            task.cancel("no longer wanted");
            gate.open();
            Eventually.until(task::isDone);
            assertThat(task.outcome()).isEqualTo(new Outcome.Success<>("met it"));
        }
        if (kind.sort() == Waitable.Sort.STATE) {
            thing.letOneGo();
            Task<String> taking = cancelledTask(() -> {
                thing.pass();
                return "took it";
            });
            assertThat(taking.outcome()).isEqualTo(new Outcome.Success<>("took it"));
        }
    }

    /** A task that has ended, and that was cancelled when it had just begun. */
    private Task<String> cancelledTask(Callable<String> code) {
        try (Gate gate = new Gate()) {
            Task<String> task = loop.start(() -> {
                gate.passDeaf();
                return code.call();
            });
            gate.awaitArrivals(1);
            task.cancel();
            gate.open();
            Eventually.until(task::isDone);
            return task;
        }
    }

    @ParameterizedTest(name = "an atomic section: {0} refuses to wait in one, and nobody is left in line")
    @MethodSource("all")
    void refusesToWaitInAtomicSections(Kind kind) {
        Waitable thing = kind.make();
        assertThat(ForeignThread.of(() -> loop.atomically(() -> {
            thing.await();
            return 1;
        })).failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("must not wait");
        assertThat(thing.waiting()).isZero();
        ForeignThread<Boolean> next = ForeignThread.of(() -> takes(thing, LONG));
        Eventually.until(() -> thing.waiting() == 1);
        thing.letOneGo();
        assertThat(next.value()).isTrue();
    }
}
