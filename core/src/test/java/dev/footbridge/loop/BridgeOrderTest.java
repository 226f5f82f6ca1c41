package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BridgeOrderTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("order"));
    /** Touched on the loop only. */
    private final List<Integer> seen = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private List<Integer> seenSoFar() {
        return loop.call(() -> List.copyOf(seen));
    }

    @Test
    @DisplayName("A15: jobs from one thread begin in the order they came")
    void beginsJobsInOrder() {
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int n = i;
            tasks.add(loop.start(() -> seen.add(n)));
        }
        Async.gather(tasks);
        assertThat(seenSoFar()).isEqualTo(range(1000));
    }

    @Test
    @DisplayName("A15: 1000 jobs and callbacks queued at once behind a busy holder keep their order")
    void keepsTheOrderOfAMassiveQueue() {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        ForeignThread<Void> holder = ForeignThread.of(() -> {
            loop.call(() -> {
                holding.countDown();
                go.await();
            });
            return null;
        });
        Eventually.until(() -> holding.getCount() == 0);
        for (int i = 0; i < 1000; i++) {
            int n = i;
            if (n % 2 == 0) {
                loop.start(() -> seen.add(n));
            } else {
                loop.callSoon(() -> seen.add(n));
            }
        }
        go.countDown();
        holder.value();
        assertThat(seenSoFar()).isEqualTo(range(1000));
    }

    @Test
    @DisplayName("A15: jobs started by a coroutine begin in the order they were started, before what comes later")
    void keepsTheOrderInside() {
        loop.call(() -> {
            for (int i = 0; i < 500; i++) {
                int n = i;
                loop.callSoon(() -> seen.add(n));
            }
            assertThat(seen).as("nothing runs before the coroutine waits").isEmpty();
            Async.yieldNow();
            assertThat(seen).as("all that was ready has run").isEqualTo(range(500));
        });
    }

    @Test
    @DisplayName("A15: each thread's submissions keep their order when many submit at once")
    void keepsEachThreadsOrder() {
        int threads = 8;
        int each = 2000;
        CountDownLatch start = new CountDownLatch(1);
        List<ForeignThread<Boolean>> submitters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int base = t * each;
            submitters.add(ForeignThread.of(() -> {
                start.await();
                for (int i = 0; i < each; i++) {
                    int n = base + i;
                    if (i % 3 == 0) {
                        loop.callSoon(() -> seen.add(n));
                    } else {
                        loop.start(() -> seen.add(n));
                    }
                }
                return true;
            }));
        }
        start.countDown();
        submitters.forEach(ForeignThread::value);
        Eventually.until(loop::isIdle);
        List<Integer> order = seenSoFar();
        assertThat(order).hasSize(threads * each);
        for (int t = 0; t < threads; t++) {
            int from = t * each;
            assertThat(order.stream().filter(n -> n / each * each == from).toList())
                    .isEqualTo(IntStream.range(from, from + each).boxed().toList());
        }
    }

    @Test
    @DisplayName("A15: a caller does not overtake what was there before it")
    void doesNotLetCallersOvertake() {
        for (int round = 0; round < 500; round++) {
            int n = round;
            loop.start(() -> seen.add(2 * n));
            loop.call(() -> seen.add(2 * n + 1));
        }
        assertThat(seenSoFar()).isEqualTo(range(1000));
    }

    @Test
    @DisplayName("A15: waiting for the last job first does not change the order")
    void doesNotLetAWaiterOvertake() {
        for (int round = 0; round < 200; round++) {
            int base = round * 3;
            loop.start(() -> seen.add(base));
            loop.start(() -> seen.add(base + 1));
            assertThat(loop.start(() -> seen.add(base + 2)).result()).isTrue();
        }
        assertThat(seenSoFar()).isEqualTo(range(600));
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
