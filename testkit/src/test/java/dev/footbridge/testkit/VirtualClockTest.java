package dev.footbridge.testkit;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.withDeadline;
import static dev.footbridge.Async.withTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Deadline;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VirtualClockTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void automaticTimePassesWhenEverybodySleeps() {
        VirtualClock clock = VirtualClock.automatic();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            loop.call(() -> {
                List<Task<Void>> sleepers = new ArrayList<>();
                for (int i = 1; i <= 100; i++) {
                    Duration time = HOUR.multipliedBy(i);
                    sleepers.add(loop.start(() -> {
                        sleep(time);
                    }));
                }
                gather(sleepers);
            });
        }
        assertThat(clock.elapsed()).isEqualTo(HOUR.multipliedBy(100));
    }

    @Test
    void sleepersWakeInTheOrderOfTheirDeadlines() {
        List<String> woken = new CopyOnWriteArrayList<>();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(VirtualClock.automatic()))) {
            loop.call(() -> {
                Task<Void> late = loop.start(() -> {
                    sleep(HOUR);
                    woken.add("late");
                });
                Task<Void> early = loop.start(() -> {
                    sleep(Duration.ofMillis(1));
                    woken.add("early");
                });
                gather(List.of(late, early));
            });
        }
        assertThat(woken).containsExactly("early", "late");
    }

    @Test
    void manualTimeStandsStillUntilItIsMoved() throws Exception {
        VirtualClock clock = VirtualClock.manual();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            CountDownLatch called = new CountDownLatch(1);
            loop.callLater(HOUR, called::countDown);
            loop.call(() -> {});
            clock.advance(HOUR.minusNanos(1));
            loop.call(() -> {});
            assertThat(called.getCount()).isEqualTo(1);
            clock.advance(Duration.ofNanos(1));
            called.await();
        }
        assertThat(clock.elapsed()).isEqualTo(HOUR);
    }

    @Test
    void callAtGoesByTheClocksTimeOfDay() throws Exception {
        VirtualClock clock = VirtualClock.manual();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            CountDownLatch called = new CountDownLatch(1);
            loop.callAt(clock.instant().plus(HOUR), called::countDown);
            clock.advance(HOUR);
            called.await();
        }
    }

    @Test
    void timeLimitsGoByTheClock() {
        VirtualClock clock = VirtualClock.automatic();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            assertThatThrownBy(() -> loop.call(() -> withTimeout(HOUR, () -> {
                sleep(HOUR.multipliedBy(2));
                return "late";
            }))).isInstanceOf(TimeoutException.class);
            String value = loop.call(() -> withTimeout(HOUR.multipliedBy(3), () -> {
                sleep(HOUR);
                return "in time";
            }));
            assertThat(value).isEqualTo("in time");
            assertThatThrownBy(() -> loop.call(() -> loop.start(() -> {
                sleep(HOUR.multipliedBy(2));
            }).result(HOUR))).isInstanceOf(TimeoutException.class);
        }
        assertThat(clock.elapsed()).isEqualTo(HOUR.multipliedBy(3));
    }

    @Test
    void aDeadlineCanBeMoved() {
        VirtualClock clock = VirtualClock.automatic();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            String value = loop.call(() -> withDeadline(HOUR, (Deadline deadline) -> {
                deadline.moveTo(HOUR.multipliedBy(3));
                sleep(HOUR.multipliedBy(2));
                return "in time";
            }));
            assertThat(value).isEqualTo("in time");
        }
    }

    @Test
    void twoLoopsMayShareAClock() {
        VirtualClock clock = VirtualClock.automatic();
        try (EventLoop one = EventLoop.open(o -> o.withTimeSource(clock));
                EventLoop two = EventLoop.open(o -> o.withTimeSource(clock))) {
            Task<Integer> first = one.start(() -> {
                sleep(HOUR);
                return 1;
            });
            Task<Integer> second = two.start(() -> {
                sleep(HOUR);
                return await(first) + 1;
            });
            assertThat(second.result()).isEqualTo(2);
        }
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> VirtualClock.manual().advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PT-0.000000001S");
    }
}
