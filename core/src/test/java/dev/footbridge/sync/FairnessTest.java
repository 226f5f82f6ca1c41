package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ManualClock;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * First come, first served, whoever waits: what is given back is reserved for the first in line from that moment on, be
 * it awake by then or not.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FairnessTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withTimeSource(clock));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withLimit(1));

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
        pool.abort();
    }

    /** How to make one place, taken by the thread that makes it. */
    record Kind(String name, Supplier<Places> maker) {

        Places make() {
            Places place = maker.get();
            place.take(1);
            return place;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> all() {
        return Stream.of(new Kind("a lock", () -> Places.of(AsyncLock.create())),
                new Kind("a semaphore", () -> Places.of(AsyncSemaphore.bounded(1))),
                new Kind("a limiter", () -> Places.of(Limiter.of(1))));
    }

    /** Lines up; says whether it is through. */
    private BooleanSupplier lineUp(int number, Callable<Integer> visit) {
        return switch (number % 5) {
            case 0 -> loop.start(visit)::isDone;
            case 1 -> ForeignThread.of(visit)::hasEnded;
            case 2 -> other.start(visit)::isDone;
            case 3 -> ForeignThread.of(() -> loop.call(visit))::hasEnded;
            default -> pool.start(visit)::isDone;
        };
    }

    @ParameterizedTest(name = "{0} serves coroutines and threads in the order they came")
    @MethodSource("all")
    void servesInOrder(Kind kind) {
        Places place = kind.make();
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<BooleanSupplier> through = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            through.add(lineUp(i, () -> {
                boolean taken = number % 2 == 0 || place.tryTake(1, LONG);
                if (number % 2 == 0) {
                    place.take(1);
                }
                served.add(taken ? number : -1);
                Async.yieldNow();
                place.giveBack(1);
                return number;
            }));
            Eventually.until(() -> place.waiting() == number + 1);
        }
        place.giveBack(1);
        through.forEach(Eventually::until);
        assertThat(served).containsExactlyElementsOf(Stream.iterate(0, i -> i + 1).limit(20).toList());
        assertThat(place.waiting()).isZero();
        assertThat(place.tryTake(1)).isTrue();
    }

    @ParameterizedTest(name = "{0} keeps the order of the others when some in between leave")
    @MethodSource("all")
    void keepsTheOrderWhenSomeLeave(Kind kind) {
        Places place = kind.make();
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Task<Integer>> waiters = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            int number = i;
            waiters.add((i % 2 == 0 ? loop : other).start(() -> {
                place.take(1);
                served.add(number);
                place.giveBack(1);
                return number;
            }));
            Eventually.until(() -> place.waiting() == number + 1);
        }
        List.of(0, 3, 4, 8).forEach(leaver -> waiters.get(leaver).cancel());
        Eventually.until(() -> place.waiting() == 5);
        place.giveBack(1);
        Eventually.until(() -> waiters.stream().allMatch(Task::isDone));
        assertThat(served).containsExactly(1, 2, 5, 6, 7);
        assertThat(place.tryTake(1)).isTrue();
    }

    /** Somebody who was given the place on a loop that is held up, and so has not noticed. */
    private record Sleeper(Task<String> waiter, Gate gate) {}

    private Sleeper giveToOneThatSleeps(Places place, Callable<String> then) {
        Task<String> waiter = loop.start(() -> {
            if (!place.tryTake(1, LONG)) {
                return "not in time";
            }
            return then.call();
        });
        Eventually.until(() -> place.waiting() == 1);
        Gate gate = new Gate();
        loop.start(gate::passDeaf);
        gate.awaitArrivals(1);
        place.giveBack(1);
        return new Sleeper(waiter, gate);
    }

    @ParameterizedTest(name = "{0} is not taken by somebody who tries, once it is given to a waiter that still sleeps")
    @MethodSource("all")
    void letsNobodyOvertakeWhoTries(Kind kind) {
        Places place = kind.make();
        Sleeper sleeper = giveToOneThatSleeps(place, () -> {
            place.giveBack(1);
            return "served";
        });
        assertThat(place.waiting()).isZero();
        assertThat(place.tryTake(1)).isFalse();
        assertThat(place.tryTake(1, Duration.ZERO)).isFalse();
        assertThat(ForeignThread.of(() -> place.tryTake(1, Duration.ofNanos(1))).value()).isFalse();
        assertThat(place.waiting()).isZero();
        sleeper.gate().open();
        Eventually.until(sleeper.waiter()::isDone);
        assertThat(sleeper.waiter().result()).isEqualTo("served");
        assertThat(place.tryTake(1)).isTrue();
    }

    @ParameterizedTest(name = "law 3: {0} given to a waiter is its own, though it is cancelled before it wakes up")
    @MethodSource("all")
    void isKeptByOneThatIsCancelledTooLate(Kind kind) {
        Places place = kind.make();
        List<String> steps = new CopyOnWriteArrayList<>();
        Sleeper sleeper = giveToOneThatSleeps(place, () -> {
            steps.add("has it");
            try {
                Async.yieldNow();
                steps.add("was not told");
            } finally {
                place.giveBack(1);
            }
            return "served";
        });
        sleeper.waiter().cancel("too late");
        sleeper.gate().open();
        assertThat(sleeper.waiter().outcome()).isEqualTo(new Outcome.Cancelled<>("too late"));
        assertThat(steps).containsExactly("has it");
        assertThat(place.tryTake(1)).isTrue();
    }

    @ParameterizedTest(name = "time limits: {0} given in time is the waiter's own, though it wakes up too late")
    @MethodSource("all")
    void isKeptByOneThatWakesUpTooLate(Kind kind) {
        Places place = kind.make();
        Sleeper sleeper = giveToOneThatSleeps(place, () -> {
            place.giveBack(1);
            return "served";
        });
        clock.advance(LONG.multipliedBy(2));
        sleeper.gate().open();
        Eventually.until(sleeper.waiter()::isDone);
        assertThat(sleeper.waiter().result()).isEqualTo("served");
        assertThat(place.tryTake(1)).isTrue();
    }
}
