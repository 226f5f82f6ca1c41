package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Permits, several at once among them: counted, in order, and never more than there are. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncSemaphoreTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));

    @AfterEach
    void close() {
        loop.abort();
    }

    /** Starts a coroutine that waits for so many, and waits until it does. */
    private Task<Integer> acquiring(AsyncSemaphore semaphore, int count) {
        int before = semaphore.stats().waiting();
        Task<Integer> task = loop.start(() -> {
            semaphore.acquire(count);
            return count;
        });
        Eventually.until(() -> semaphore.stats().waiting() == before + 1);
        return task;
    }

    @Test
    void countsItsPermits() {
        AsyncSemaphore semaphore = AsyncSemaphore.of(5);
        semaphore.acquire();
        assertThat(semaphore.available()).isEqualTo(4);
        semaphore.acquire(3);
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(1, 0));
        assertThat(semaphore.tryAcquire(2)).isFalse();
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release(4);
        semaphore.release();
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(5, 0));
        assertThat(semaphore.tryAcquire(5)).isTrue();
        assertThat(semaphore.available()).isZero();
    }

    @Test
    @DisplayName("may be released by others than those that acquired, and grow, unless it is bounded")
    void growsUnlessBounded() {
        AsyncSemaphore semaphore = AsyncSemaphore.of(0);
        Task<Integer> waiter = acquiring(semaphore, 2);
        semaphore.release();
        assertThat(semaphore.stats()).as("one is not enough").isEqualTo(new SemaphoreStats(1, 1));
        assertThat(ForeignThread.of(() -> {
            semaphore.release(3);
            return 1;
        }).value()).isOne();
        assertThat(waiter.result()).isEqualTo(2);
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(2, 0));
    }

    @Test
    void refusesAReleaseTooMany() {
        AsyncSemaphore semaphore = AsyncSemaphore.bounded(3);
        assertThatIllegalStateException().isThrownBy(semaphore::release)
                .withMessage("the semaphore would have more than its 3 permits (3 are free, 1 more were released):"
                        + " release only what was acquired");
        semaphore.acquire(2);
        assertThatIllegalStateException().isThrownBy(() -> semaphore.release(3))
                .withMessageContaining("(1 are free, 3 more were released)");
        assertThat(semaphore.available()).as("nothing was given back").isOne();
        semaphore.release(2);
        assertThat(semaphore.available()).isEqualTo(3);
    }

    @Test
    void refusesToGrowBeyondAnInt() {
        AsyncSemaphore semaphore = AsyncSemaphore.of(Integer.MAX_VALUE);
        assertThatIllegalStateException().isThrownBy(semaphore::release)
                .withMessageContaining("more than its 2147483647 permits");
        assertThat(semaphore.tryAcquire(Integer.MAX_VALUE)).isTrue();
        assertThat(semaphore.available()).isZero();
        semaphore.release(Integer.MAX_VALUE);
        assertThat(semaphore.available()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void refusesToBeginWithLessThanNothing() {
        String message = "a semaphore cannot begin with fewer than 0 permits (permits is -1): give 0 or more";
        assertThatIllegalArgumentException().isThrownBy(() -> AsyncSemaphore.of(-1)).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> AsyncSemaphore.bounded(-1)).withMessage(message);
        assertThat(AsyncSemaphore.of(0).tryAcquire(Duration.ZERO)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> AsyncSemaphore.bounded(0).tryAcquire())
                .withMessageContaining("this one has 0");
    }

    @Test
    void refusesCountsThatCannotBe() {
        AsyncSemaphore bounded = AsyncSemaphore.bounded(2);
        AsyncSemaphore open = AsyncSemaphore.of(2);
        for (AsyncSemaphore semaphore : List.of(bounded, open)) {
            List<IntConsumer> calls = List.of(semaphore::acquire, semaphore::tryAcquire,
                    count -> semaphore.tryAcquire(count, LONG), semaphore::release);
            for (IntConsumer call : calls) {
                for (int wrong : new int[]{0, -1, Integer.MIN_VALUE}) {
                    assertThatIllegalArgumentException().isThrownBy(() -> call.accept(wrong)).withMessageMatching(
                            "a semaphore gives and takes 1 permit or more(, and this one has 2)? \\(count is " + wrong
                                    + "\\): ask for fewer, or at least one");
                }
            }
            assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(2, 0));
        }
        assertThatIllegalArgumentException().as("would wait for ever").isThrownBy(() -> bounded.acquire(3))
                .withMessage("a semaphore gives and takes 1 permit or more, and this one has 2 (count is 3):"
                        + " ask for fewer, or at least one");
        assertThat(open.tryAcquire(3)).as("may come").isFalse();
    }

    @Test
    @DisplayName("fair: small requests do not overtake a large one, also when there is enough for them")
    void letsNothingSmallOvertake() {
        AsyncSemaphore semaphore = AsyncSemaphore.bounded(3);
        semaphore.acquire(2);
        Task<Integer> large = acquiring(semaphore, 3);
        Task<Integer> small = acquiring(semaphore, 1);
        assertThat(semaphore.available()).isOne();
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.tryAcquire(Duration.ZERO)).isFalse();
        semaphore.release(1);
        assertThat(large.isDone() || small.isDone()).isFalse();
        semaphore.release(1);
        assertThat(large.result()).isEqualTo(3);
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(0, 1));
        semaphore.release(3);
        assertThat(small.result()).isOne();
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(2, 0));
    }

    @Test
    @DisplayName("law 3: a large request that leaves, whatever made it, lets those go on that stood behind it")
    void letsThoseBehindGoOnWhenALargeOneLeaves() {
        AsyncSemaphore semaphore = AsyncSemaphore.bounded(4);
        semaphore.acquire(2);
        Task<Integer> cancelled = acquiring(semaphore, 3);
        Task<Integer> first = acquiring(semaphore, 1);
        cancelled.cancel("enough");
        assertThat(first.result()).isOne();
        assertThat(cancelled.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));

        ForeignThread<Integer> interrupted = ForeignThread.of(() -> {
            semaphore.acquire(4);
            return 4;
        });
        Eventually.until(() -> semaphore.stats().waiting() == 1);
        Task<Integer> second = acquiring(semaphore, 1);
        interrupted.interrupt();
        assertThat(second.result()).isOne();
        assertThat(interrupted.wasInterrupted()).isTrue();
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(0, 0));

        semaphore.release(2);
        ForeignThread<Boolean> outOfTime = ForeignThread.of(() -> semaphore.tryAcquire(4, Duration.ofMillis(50)));
        Task<Boolean> third = loop.start(() -> {
            semaphore.acquire(2);
            return true;
        });
        assertThat(outOfTime.value()).isFalse();
        assertThat(third.result()).isTrue();
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(0, 0));
    }

    @Test
    @DisplayName("one release lets all go that it is enough for, and no one more")
    void letsGoAllThatItIsEnoughFor() {
        AsyncSemaphore semaphore = AsyncSemaphore.of(0);
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Task<Integer>> waiters = new ArrayList<>();
        for (int count : new int[]{1, 2, 1, 3, 1}) {
            waiters.add(acquiring(semaphore, count));
            waiters.getLast().thenAccept(served::add);
        }
        semaphore.release(6);
        Eventually.until(() -> served.size() == 3);
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(2, 2));
        semaphore.release(1);
        Eventually.until(() -> served.size() == 4);
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(0, 1));
        semaphore.release();
        Eventually.until(() -> served.size() == 5);
        assertThat(served).containsExactly(1, 2, 1, 3, 1);
        assertThat(semaphore.stats()).isEqualTo(new SemaphoreStats(0, 0));
    }
}
