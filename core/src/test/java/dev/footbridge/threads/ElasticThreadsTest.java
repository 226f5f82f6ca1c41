package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/** The options of elastic threads, and of jobs with a time limit. */
class ElasticThreadsTest {

    private final ElasticThreads threads = Threads.elastic();

    @Test
    void copiesItsOptions() {
        ThreadFactory factory = Thread.ofPlatform().factory();
        ElasticThreads changed = threads.withMax(5).withMin(2).withIdleTime(Duration.ZERO).withFactory(factory);

        assertThat(changed).isEqualTo(new ElasticThreads(2, 5, Duration.ZERO, factory));
        assertThat(threads.min()).isEqualTo(1);
        assertThat(threads.max()).isEqualTo(256);
        assertThat(threads.idleTime()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesExtremeBounds() {
        assertThat(threads.withMin(0).min()).isZero();
        assertThat(threads.withMax(1).withMin(1)).isNotNull();
        assertThat(threads.withMax(Integer.MAX_VALUE).withMin(Integer.MAX_VALUE)).isNotNull();
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        try (ThreadPool pool = ThreadPool.open(o -> o.withThreads(threads.withMax(Integer.MAX_VALUE)
                .withIdleTime(longest)).withJobTimeout(longest))) {
            assertThat(pool.call(() -> 1)).isEqualTo(1);
            assertThat(pool.stats().limit()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void refusesBadBounds() {
        assertThatThrownBy(() -> threads.withMin(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the minimum of elastic threads must not be negative (it is -1): give zero to keep no idle"
                        + " thread");
        assertThatThrownBy(() -> threads.withMax(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the maximum of elastic threads must be at least 1 and the minimum (it is 0, the minimum is 1):"
                                + " raise it, or lower the minimum first");
        assertThatThrownBy(() -> threads.withMin(300)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(it is 256, the minimum is 300)");
        assertThatThrownBy(() -> threads.withIdleTime(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the idle time of elastic threads must not be negative (it is PT-0.000000001S): give zero to"
                                + " end idle threads at once");
        assertThatNullPointerException().isThrownBy(() -> threads.withIdleTime(null))
                .withMessage("the idle time of elastic threads is null: leave the default");
        assertThatNullPointerException().isThrownBy(() -> threads.withFactory(null))
                .withMessageContaining("the thread factory is null");
        assertThatNullPointerException().isThrownBy(() -> Threads.perJob(null))
                .withMessage("the thread factory is null: leave the default for virtual threads");
        assertThatNullPointerException().isThrownBy(() -> ThreadPool.open(o -> o.withThreads(null)))
                .withMessage("the pool's threads are null: leave the default for virtual threads");
    }

    @Test
    void refusesATimeLimitThatIsOverAtOnce() {
        for (Duration limit : new Duration[]{Duration.ZERO, Duration.ofMillis(-1)}) {
            assertThatThrownBy(() -> ThreadPool.open(o -> o.withJobTimeout(limit)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the time limit of a pool's jobs must be positive (it is " + limit
                            + "): give more, or leave it out");
        }
    }

    @Test
    void boundsThePoolByTheLowerOfTwoLimits() {
        try (ThreadPool pool = ThreadPool.elastic(o -> o.withLimit(3))) {
            assertThat(pool.stats().limit()).isEqualTo(3);
        }
        try (ThreadPool pool = ThreadPool
                .elastic(o -> o.withLimit(3).withThreads(Threads.elastic().withMax(50).withMin(20)))) {
            assertThat(pool.stats().limit()).isEqualTo(3);
            assertThat(pool.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void isTheSameAsThreadsOfAFactory() {
        ThreadFactory factory = Thread.ofPlatform().factory();
        assertThat(ThreadPoolOptions.DEFAULT.withThreadFactory(factory))
                .isEqualTo(ThreadPoolOptions.DEFAULT.withThreads(Threads.perJob(factory)));
        assertThat(ThreadPoolOptions.DEFAULT.threads()).isEqualTo(Threads.virtual());
    }
}
