package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Puts and takes that are cancelled while they wait, and those that no longer can be. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueCancelTest {

    private static final Duration SHORT = Duration.ofMillis(2);

    private final Faces faces = new Faces();
    private final AsyncQueue<String> queue = AsyncQueue.bounded(1);

    @AfterEach
    void close() {
        faces.close();
    }

    private List<Level> levels() {
        return List.of(faces.loop(), faces.other(), faces.pool());
    }

    private Task<Void> putterInLine(Level level, String item) {
        int before = queue.stats().waitingToPut();
        Task<Void> putter = level.start(() -> queue.put(item));
        Eventually.until(() -> queue.stats().waitingToPut() == before + 1);
        return putter;
    }

    private Task<String> takerInLine(Level level) {
        int before = queue.stats().waitingToTake();
        Task<String> taker = level.start(() -> queue.take());
        Eventually.until(() -> queue.stats().waitingToTake() == before + 1);
        return taker;
    }

    @Test
    @DisplayName("F4: a putter that is cancelled puts nothing, and the next in line puts")
    void forgetsACancelledPutter() {
        for (Level level : levels()) {
            queue.put("a");
            Task<Void> cancelled = putterInLine(level, "cancelled");
            Task<Void> next = putterInLine(faces.loop(), "next");
            cancelled.cancel("stop");
            assertThat(cancelled.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
            assertThat(queue.stats().waitingToPut()).isEqualTo(1);
            assertThat(queue.take()).isEqualTo("a");
            next.result();
            assertThat(queue.take()).isEqualTo("next");
            assertThat(queue.tryTake()).isEmpty();
        }
        assertThat(queue.stats().put()).isEqualTo(2L * levels().size());
    }

    @Test
    @DisplayName("F4: putters cancelled in the middle of the line leave the order of the others")
    void keepsTheOrderOfThoseWhoStay() {
        queue.put("0");
        List<Task<Void>> putters = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            putters.add(putterInLine(levels().get(i % 3), "" + i));
        }
        for (int i : new int[]{0, 3, 5}) {
            putters.get(i).cancel();
            putters.get(i).outcome();
        }
        List<String> taken = List.of(queue.take(), queue.take(), queue.take(), queue.take());
        assertThat(taken).containsExactly("0", "2", "3", "5");
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 1, 0, 0, 1, 4, 4, 4, false));
    }

    @Test
    @DisplayName("F4: when room and a cancel meet, a putter either put its item or was cancelled, in both orders")
    void putsOrIsCancelledNeverBoth() {
        for (boolean roomFirst : new boolean[]{true, false}) {
            List<String> put = new ArrayList<>();
            List<String> taken = new ArrayList<>();
            faces.loop().call(() -> {
                queue.put("a");
                Task<Void> one = faces.loop().start(() -> {
                    queue.put("one");
                    put.add("one");
                });
                Task<Void> two = faces.loop().start(() -> {
                    queue.put("two");
                    put.add("two");
                });
                Async.yieldNow();
                if (roomFirst) {
                    queue.take();
                    one.cancel();
                } else {
                    one.cancel();
                    queue.take();
                }
                one.outcome();
                while (!taken.contains("two")) {
                    taken.add(queue.take());
                }
                two.result();
            });
            assertThat(taken).isEqualTo(put).doesNotHaveDuplicates();
            assertThat(queue.tryTake()).isEmpty();
        }
    }

    @Test
    @DisplayName("law 7: a taker that is cancelled has taken nothing: the item goes to the next in line, or stays")
    void losesNothingWithACancelledTaker() {
        for (Level level : levels()) {
            Task<String> cancelled = takerInLine(level);
            Task<String> next = takerInLine(faces.loop());
            cancelled.cancel("stop");
            assertThat(cancelled.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
            queue.put("a");
            assertThat(next.result()).isEqualTo("a");
            Task<String> alone = takerInLine(level);
            alone.cancel();
            alone.outcome();
            queue.put("b");
            assertThat(queue.take()).isEqualTo("b");
        }
    }

    @Test
    @DisplayName("law 3: a taker owns what it was given, also if it is cancelled before it goes on; the cancel comes later")
    void ownsWhatItWasGiven() {
        List<String> got = new ArrayList<>();
        faces.loop().call(() -> {
            Task<Void> taker = faces.loop().start(() -> {
                got.add(queue.take());
                assertThatThrownBy(Async::yieldNow).isInstanceOf(CancelledException.class).hasMessage("stop");
                got.add("cancelled later");
            });
            Async.yieldNow();
            queue.put("a");
            taker.cancel("stop");
            taker.outcome();
        });
        assertThat(got).containsExactly("a", "cancelled later");
        assertThat(queue.size()).isZero();
    }

    @Test
    @DisplayName("law 7: when an item and a cancel meet, in both orders, somebody has the item")
    void neitherLosesNorDoubles() {
        for (boolean itemFirst : new boolean[]{true, false}) {
            List<String> got = new ArrayList<>();
            faces.loop().call(() -> {
                Task<Void> one = faces.loop().start(() -> {
                    got.add(queue.take());
                });
                Task<Void> two = faces.loop().start(() -> {
                    got.add(queue.take());
                });
                Async.yieldNow();
                if (itemFirst) {
                    queue.put("a");
                    one.cancel();
                } else {
                    one.cancel();
                    queue.put("a");
                }
                one.outcome();
                if (got.isEmpty()) {
                    two.result();
                }
                two.cancel();
                two.outcome();
            });
            assertThat(got).containsExactly("a");
            assertThat(queue.stats().waitingToTake()).isZero();
        }
    }

    @Test
    @DisplayName("law 3: a time limit around a wait takes it back")
    void isTakenBackByATimeLimit() {
        for (Level level : levels()) {
            assertThatThrownBy(() -> level.call(() -> Async.withTimeout(SHORT, () -> queue.take())))
                    .isInstanceOf(TimeoutException.class);
            queue.put("a");
            assertThatThrownBy(() -> level.call(() -> Async.withTimeout(SHORT, () -> {
                queue.put("late");
                return "put";
            }))).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> level.call(() -> Async.withTimeout(SHORT, () -> {
                queue.join();
                return "joined";
            }))).isInstanceOf(TimeoutException.class);
            assertThat(queue.stats().waitingToPut() + queue.stats().waitingToTake()).isZero();
            assertThat(queue.take()).isEqualTo("a");
        }
        assertThat(queue.tryTake()).isEmpty();
    }

    @Test
    @DisplayName("law 3: the next wait in a cancelled scope is cancelled, too; shielded it may wait")
    void waitsShielded() {
        AtomicBoolean cleaning = new AtomicBoolean();
        Task<String> task = faces.loop().start(() -> {
            try {
                return queue.take();
            } catch (CancelledException cancelled) {
                assertThatThrownBy(() -> queue.take()).isInstanceOf(CancelledException.class);
                cleaning.set(true);
                return Async.shielded(() -> queue.take());
            }
        });
        Eventually.until(() -> queue.stats().waitingToTake() == 1);
        task.cancel();
        Eventually.until(() -> cleaning.get() && queue.stats().waitingToTake() == 1);
        queue.put("a");
        assertThat(task.result()).isEqualTo("a");
    }

    @Test
    @DisplayName("law 3: a loop that is aborted takes its coroutines out of the line")
    void forgetsTheCoroutinesOfAnAbortedLoop() {
        Task<String> aborted = takerInLine(faces.other());
        Task<String> other = takerInLine(faces.loop());
        faces.other().abort();
        assertThat(aborted.outcome()).isInstanceOf(Outcome.Cancelled.class);
        queue.put("a");
        assertThat(other.result()).isEqualTo("a");
    }
}
