package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.Waitable.Kind;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ManualClock;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A waiter that gives up, whatever makes it, leaves no trace in any primitive: the next one waits, and goes on. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GivingUpTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(3);

    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withTimeSource(clock));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    static Stream<Kind> all() {
        return Waitable.all();
    }

    static Stream<Kind> oneSided() {
        return Waitable.oneSided();
    }

    private static void awaitWaiting(Waitable thing, int many) {
        Eventually.until(() -> thing.waiting() == many);
    }

    /** Nobody waits; a coroutine and a thread that come now each go on when they are let. */
    private void checkThatTheNextGoesOn(Waitable thing) {
        assertThat(thing.waiting()).isZero();
        Task<Integer> coroutine = loop.start(() -> {
            thing.pass();
            return 1;
        });
        awaitWaiting(thing, 1);
        thing.letOneGo();
        Eventually.until(coroutine::isDone);
        assertThat(coroutine.result()).isOne();
        assertThat(thing.waiting()).isZero();
    }

    @ParameterizedTest(name = "law 3: {0} forgets a coroutine that is cancelled")
    @MethodSource("all")
    void forgetsACancelledCoroutine(Kind kind) {
        Waitable thing = kind.make();
        Task<Void> waiter = loop.start(() -> thing.pass());
        awaitWaiting(thing, 1);
        waiter.cancel("enough");
        assertThat(waiter.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "law 3: {0} forgets a job on a thread that is cancelled, and leaves it no interrupt")
    @MethodSource("all")
    void forgetsACancelledJob(Kind kind) {
        Waitable thing = kind.make();
        Task<String> waiter = pool.start(() -> {
            try {
                thing.pass();
                return "passed";
            } catch (CancelledException cancelled) {
                return cancelled.reason() + ", interrupted: " + Thread.currentThread().isInterrupted();
            }
        });
        awaitWaiting(thing, 1);
        waiter.cancel("enough");
        assertThat(waiter.outcome()).isEqualTo(new Outcome.Success<>("enough, interrupted: false"));
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "A18: {0} forgets a thread that is interrupted, which keeps its flag")
    @MethodSource("all")
    void forgetsAnInterruptedThread(Kind kind) {
        Waitable thing = kind.make();
        ForeignThread<Integer> waiter = ForeignThread.of(() -> {
            thing.pass();
            return 1;
        });
        awaitWaiting(thing, 1);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class)
                .hasMessageMatching("Thread\\[#\\d+,foreign.*] was interrupted while it " + kind.words());
        assertThat(waiter.wasInterrupted()).isTrue();
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "A18: {0} refuses a thread that comes with its interrupt flag set, which stays set")
    @MethodSource("all")
    void refusesAThreadThatIsInterruptedAlready(Kind kind) {
        Waitable thing = kind.make();
        ForeignThread<Integer> waiter = ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            thing.pass();
            return 1;
        });
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(waiter.wasInterrupted()).isTrue();
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "A18: {0} forgets a thread that is interrupted while it waits in a call of a loop")
    @MethodSource("all")
    void forgetsAnInterruptedCaller(Kind kind) {
        Waitable thing = kind.make();
        ForeignThread<Integer> waiter = ForeignThread.of(() -> loop.call(() -> {
            thing.pass();
            return 1;
        }));
        awaitWaiting(thing, 1);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(waiter.wasInterrupted()).isTrue();
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "time limits: {0} forgets a coroutine whose own limit is over")
    @MethodSource("all")
    void forgetsACoroutineOutOfTime(Kind kind) {
        Waitable thing = kind.make();
        Task<Boolean> waiter = loop.start(() -> thing.await(LONG));
        awaitWaiting(thing, 1);
        clock.advance(LONG.minusNanos(1));
        assertThat(loop.call(() -> waiter.isDone())).isFalse();
        clock.advance(Duration.ofNanos(1));
        Eventually.until(waiter::isDone);
        assertThat(waiter.result()).isFalse();
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "time limits: {0} forgets a thread whose own limit is over")
    @MethodSource("all")
    void forgetsAThreadOutOfTime(Kind kind) {
        Waitable thing = kind.make();
        long before = System.nanoTime();
        assertThat(ForeignThread.of(() -> thing.await(SHORT)).value()).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(pool.start(() -> thing.await(SHORT)).result()).isFalse();
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "law 3: {0} forgets a coroutine whose surrounding limit is over")
    @MethodSource("all")
    void forgetsACoroutineWhoseScopeIsOver(Kind kind) {
        Waitable thing = kind.make();
        Task<Integer> waiter = loop.start(() -> Async.withTimeout(LONG, () -> {
            thing.pass();
            return 1;
        }));
        awaitWaiting(thing, 1);
        clock.advance(LONG);
        Eventually.until(waiter::isDone);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(waiter::result);
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "law 3: {0} forgets a thread whose surrounding limit is over")
    @MethodSource("all")
    void forgetsAThreadWhoseScopeIsOver(Kind kind) {
        Waitable thing = kind.make();
        ForeignThread<Integer> waiter = ForeignThread.of(() -> Async.withTimeout(SHORT, () -> {
            thing.pass();
            return 1;
        }));
        assertThat(waiter.failure()).isInstanceOf(TimeoutException.class);
        assertThat(waiter.wasInterrupted()).isFalse();
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "law 3: {0} lets shielded code wait, and a cancel is met afterwards")
    @MethodSource("all")
    void letsShieldedCodeWait(Kind kind) {
        Waitable thing = kind.make();
        int[] passed = {0};
        Task<Void> waiter = loop.start(() -> {
            Async.shielded(() -> {
                thing.pass();
                return passed[0]++;
            });
            Async.yieldNow();
            passed[0]++;
        });
        awaitWaiting(thing, 1);
        waiter.cancel("enough");
        assertThat(loop.call(() -> thing.waiting())).isOne();
        thing.letOneGo();
        assertThat(waiter.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(passed).containsExactly(1);
    }

    @ParameterizedTest(name = "law 4: {0} forgets the coroutines of a loop that is aborted")
    @MethodSource("oneSided")
    void forgetsTheCoroutinesOfAnAbortedLoop(Kind kind) {
        Waitable thing = kind.make();
        EventLoop aborted = EventLoop.open();
        Task<Void> first = aborted.start(() -> thing.pass());
        Task<Boolean> second = aborted.start(() -> thing.await(LONG));
        awaitWaiting(thing, 2);
        aborted.abort();
        assertThat(first.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(second.outcome()).isInstanceOf(Outcome.Cancelled.class);
        checkThatTheNextGoesOn(thing);
    }

    @ParameterizedTest(name = "law 3: {0} let go and cancelled at the same moment, many times: nothing is lost")
    @MethodSource("oneSided")
    void survivesACancelThatRacesWithTheHandOver(Kind kind) {
        for (int round = 0; round < 100; round++) {
            Waitable thing = kind.make();
            int spins = round * 10 % 300;
            Task<Void> waiter = (round % 2 == 0 ? loop : pool).start(() -> thing.pass());
            awaitWaiting(thing, 1);
            ForeignThread<Boolean> canceller = ForeignThread.of(() -> {
                spin(spins);
                return waiter.cancel("enough");
            });
            spin(300 - spins);
            thing.letOneGo();
            canceller.value();
            assertThat(waiter.outcome()).isNotInstanceOf(Outcome.Failure.class);
            checkThatNothingIsLost(kind, thing, round);
        }
    }

    @ParameterizedTest(name = "time limits: {0} let go when the limit is just over, many times: nothing is lost")
    @MethodSource("oneSided")
    void survivesALimitThatRacesWithTheHandOver(Kind kind) {
        for (int round = 0; round < 100; round++) {
            Waitable thing = kind.make();
            Duration limit = Duration.ofNanos(1 + round * 2_000L);
            ForeignThread<Boolean> waiter = ForeignThread.of(() -> {
                if (!thing.await(limit)) {
                    return false;
                }
                thing.giveBack();
                return true;
            });
            spin(round * 40);
            thing.letOneGo();
            waiter.value();
            checkThatNothingIsLost(kind, thing, round);
        }
    }

    @ParameterizedTest(name = "A18: {0} let go when the thread is interrupted, many times: nothing is lost")
    @MethodSource("oneSided")
    void survivesAnInterruptThatRacesWithTheHandOver(Kind kind) {
        for (int round = 0; round < 100; round++) {
            Waitable thing = kind.make();
            ForeignThread<Boolean> waiter = ForeignThread.of(() -> {
                try {
                    thing.pass();
                    return true;
                } catch (CancelledException interrupted) {
                    return false;
                }
            });
            awaitWaiting(thing, 1);
            ForeignThread<Boolean> interrupter = ForeignThread.of(() -> {
                waiter.interrupt();
                return true;
            });
            spin(round * 40);
            thing.letOneGo();
            boolean passed = waiter.value();
            interrupter.value();
            assertThat(passed || waiter.wasInterrupted()).as("passed or interrupted, round %s", round).isTrue();
            checkThatNothingIsLost(kind, thing, round);
        }
    }

    private static void checkThatNothingIsLost(Kind kind, Waitable thing, int round) {
        if (kind.sort() == Waitable.Sort.STATE) {
            assertThat(thing.await(Duration.ZERO)).as("free at the end of round %s", round).isTrue();
        }
        assertThat(thing.waiting()).as("waiting at the end of round %s", round).isZero();
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
