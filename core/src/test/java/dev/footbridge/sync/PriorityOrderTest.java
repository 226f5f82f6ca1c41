package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A queue out of which the least comes first, and what happens when nobody can tell which that is. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriorityOrderTest {

    private static final int POISON = 0;

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));

    @AfterEach
    void close() {
        loop.abort();
    }

    /** Cannot compare these two, in either order. */
    private static Comparator<Integer> withoutComparing(int one, int other) {
        return (left, right) -> {
            if (left == one && right == other || left == other && right == one) {
                throw new ArithmeticException(left + " and " + right);
            }
            return Integer.compare(left, right);
        };
    }

    /** Cannot compare the poison with anything. */
    private static Comparator<Integer> withoutPoison() {
        return (left, right) -> {
            if (left == POISON || right == POISON) {
                throw new ArithmeticException("poison");
            }
            return Integer.compare(left, right);
        };
    }

    private record Job(int urgency, int number) {}

    @Test
    void givesOutTheLeastFirstAndOfEqualOnesTheOldest() {
        AsyncQueue<Job> queue = AsyncQueue.priority(Integer.MAX_VALUE, Comparator.comparingInt(Job::urgency));
        SplittableRandom random = new SplittableRandom(7);
        List<Job> jobs = IntStream.range(0, 500).mapToObj(i -> new Job(random.nextInt(10), i)).toList();
        jobs.forEach(queue::put);
        queue.close();
        List<Job> taken = new ArrayList<>();
        queue.forEach(taken::add);
        assertThat(taken).isEqualTo(jobs.stream().sorted(Comparator.comparingInt(Job::urgency)).toList());
    }

    @Test
    void takesInWhoWaitsInLineAndOrdersWhatTheyBring() {
        AsyncQueue<Integer> queue = AsyncQueue.priority(2, Comparator.naturalOrder());
        queue.put(5);
        queue.put(6);
        List<Integer> taken = loop.call(() -> {
            loop.start(() -> queue.put(9));
            loop.start(() -> queue.put(1));
            Async.yieldNow();
            return List.of(queue.take(), queue.take(), queue.take(), queue.take());
        });
        assertThat(taken).containsExactly(5, 6, 1, 9);
    }

    @Test
    void meetsWithoutComparingWhenItHoldsNothing() {
        AsyncQueue<Integer> queue = AsyncQueue.priority(0, withoutPoison());
        int taken = loop.call(() -> {
            Task<Integer> taker = loop.start(() -> queue.take());
            Async.yieldNow();
            queue.put(POISON);
            return taker.result();
        });
        assertThat(taken).isEqualTo(POISON);
    }

    @Test
    @DisplayName("law 5: what the order throws for an item, its put throws; the item is not in, the others are")
    void throwsAtThePutThatIsToBlame() {
        AsyncQueue<Integer> queue = AsyncQueue.priority(5, withoutPoison());
        queue.put(2);
        queue.put(1);
        assertThatThrownBy(() -> queue.put(POISON)).isInstanceOf(ArithmeticException.class).hasMessage("poison");
        assertThatThrownBy(() -> queue.tryPut(POISON)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Select.of().put(queue, POISON, () -> "put").await())
                .isInstanceOf(ArithmeticException.class);
        assertThat(queue.stats()).isEqualTo(new QueueStats(2, 5, 0, 0, 2, 2, 0, 2, false));
        queue.put(3);
        assertThat(queue.abort()).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("law 7: an order that throws in the middle of a put neither loses nor doubles an item")
    void staysWholeWhenTheOrderThrowsLate() {
        for (int items = 1; items <= 40; items++) {
            for (int partner = 1; partner <= items; partner++) {
                AsyncQueue<Integer> queue = AsyncQueue.priority(Integer.MAX_VALUE, withoutComparing(POISON, partner));
                List<Integer> accepted = new ArrayList<>();
                for (int i = 1; i <= items; i++) {
                    queue.put(i);
                    accepted.add(i);
                }
                try {
                    queue.put(POISON);
                    accepted.addFirst(POISON);
                } catch (ArithmeticException incomparable) {
                    assertThat(incomparable).hasMessageContaining("" + partner);
                }
                assertThat(queue.size()).isEqualTo(accepted.size());
                List<Integer> taken = new ArrayList<>();
                while (queue.size() > 0) {
                    taken.add(queue.take());
                }
                assertThat(taken).as("%d items, %d and %d incomparable", items, POISON, partner).isEqualTo(accepted);
            }
        }
    }

    @Test
    @DisplayName("law 7: a take never throws what the order throws, and loses nothing by it")
    void takesWhatWasAcceptedWhateverTheOrderThrows() {
        AsyncQueue<Integer> queue = AsyncQueue.priority(Integer.MAX_VALUE, withoutComparing(2, 3));
        List<Integer> accepted = new ArrayList<>();
        for (int item : new int[]{1, 2, 3, 4}) {
            try {
                queue.put(item);
                accepted.add(item);
            } catch (ArithmeticException incomparable) {
                assertThat(item).isEqualTo(3);
            }
        }
        queue.close();
        List<Integer> taken = new ArrayList<>();
        queue.forEach(taken::add);
        assertThat(taken).isEqualTo(accepted);
    }

    @Test
    @DisplayName("law 5: a putter in line gets what the order throws for its item; takers and other putters do not")
    void throwsAtThePutterInLineThatIsToBlame() {
        AsyncQueue<Integer> queue = AsyncQueue.priority(2, withoutPoison());
        queue.put(1);
        queue.put(2);
        Task<Void> blamed = loop.start(() -> queue.put(POISON));
        Eventually.until(() -> queue.stats().waitingToPut() == 1);
        Task<String> choosing = loop.start(() -> Select.<String>of().put(queue, POISON, () -> "put").await());
        Eventually.until(() -> queue.stats().waitingToPut() == 2);
        Task<Void> next = loop.start(() -> queue.put(3));
        Eventually.until(() -> queue.stats().waitingToPut() == 3);
        assertThat(queue.take()).isEqualTo(1);
        assertThatThrownBy(blamed::result).isInstanceOf(ArithmeticException.class).hasMessage("poison");
        assertThatThrownBy(choosing::result).isInstanceOf(ArithmeticException.class).hasMessage("poison");
        next.result();
        assertThat(queue.stats()).isEqualTo(new QueueStats(2, 2, 0, 0, 2, 3, 1, 3, false));
        assertThat(queue.abort()).containsExactly(2, 3);
    }
}
