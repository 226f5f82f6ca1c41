package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A queue as the JDK's interface: what code that knows only that may expect. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueViewTest {

    private final AsyncQueue<String> queue = AsyncQueue.bounded(3);
    private final BlockingQueue<String> view = queue.asBlockingQueue();

    @SuppressWarnings("NullAway") // what is forbidden is tried
    private static <T> T nothing() {
        return null;
    }

    @Test
    @DisplayName("law 3: an interrupt that comes in a shield waits for the end of that")
    void keepsAnInterruptInAShield() {
        assertThat(Async.<Boolean>shielded(() -> {
            Thread.currentThread().interrupt();
            view.put("a");
            return view.offer("b", 1, TimeUnit.SECONDS);
        })).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void putsAndTakesInItsFourWays() throws Exception {
        assertThat(view.add("a")).isTrue();
        assertThat(view.offer("b")).isTrue();
        view.put("c");
        assertThat(view.offer("d")).isFalse();
        assertThat(view.offer("d", 1, TimeUnit.MICROSECONDS)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> view.add("d"));
        assertThat(view.remainingCapacity()).isZero();
        assertThat(view.peek()).isEqualTo("a");
        assertThat(view.element()).isEqualTo("a");
        assertThat(view.remove()).isEqualTo("a");
        assertThat(view.poll()).isEqualTo("b");
        assertThat(view.take()).isEqualTo("c");
        assertThat(view.poll()).isNull();
        assertThat(view.poll(1, TimeUnit.MICROSECONDS)).isNull();
        assertThat(view.peek()).isNull();
        assertThat(view.remainingCapacity()).isEqualTo(3);
        assertThatThrownBy(view::remove).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(view::element).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void isTheSameQueue() {
        view.add("a");
        queue.put("b");
        assertThat(queue.take()).isEqualTo("a");
        assertThat(view).containsExactly("b");
        assertThat(queue.stats()).isEqualTo(new QueueStats(1, 3, 0, 0, 2, 2, 1, 2, false));
        queue.close();
        assertThatThrownBy(() -> view.put("c")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> view.offer("c")).isInstanceOf(QueueClosedException.class);
        assertThat(view.poll()).isEqualTo("b");
        assertThat(view.poll()).isNull();
        assertThatThrownBy(view::take).isInstanceOf(QueueClosedException.class);
    }

    @Test
    void hasRoomWithoutEndWhenTheQueueHas() {
        BlockingQueue<String> wide = AsyncQueue.<String>unbounded().asBlockingQueue();
        wide.add("a");
        assertThat(wide.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(AsyncQueue.<String>rendezvous().asBlockingQueue().remainingCapacity()).isZero();
    }

    @Test
    void refusesNull() {
        String noItem = nothing();
        assertThatNullPointerException().isThrownBy(() -> view.add(noItem));
        assertThatNullPointerException().isThrownBy(() -> view.offer(noItem));
        assertThatNullPointerException().isThrownBy(() -> view.put(noItem));
        assertThatNullPointerException().isThrownBy(() -> view.offer(noItem, 1, TimeUnit.SECONDS));
        assertThatNullPointerException().isThrownBy(() -> view.drainTo(QueueViewTest.<List<String>>nothing()));
        assertThat(view).isEmpty();
    }

    @Test
    void knowsNoNull() {
        for (AsyncQueue<String> any : List.of(queue, AsyncQueue.<String>lifo(1),
                AsyncQueue.priority(1, Comparator.<String>naturalOrder()))) {
            any.put("a");
            assertThat(any.asBlockingQueue().contains(null)).isFalse();
            assertThat(any.asBlockingQueue().remove(null)).isFalse();
        }
    }

    @Test
    void looksLikeACollection() {
        view.addAll(List.of("a", "b", "c"));
        assertThat(view).hasSize(3).containsExactly("a", "b", "c").contains("b").doesNotContain("d");
        assertThat(view.isEmpty()).isFalse();
        assertThat(view.toArray()).containsExactly("a", "b", "c");
        assertThat(view.toArray(new String[0])).containsExactly("a", "b", "c");
        assertThat(view).hasToString("[a, b, c]");
        assertThat(view.stream().toList()).containsExactly("a", "b", "c");
    }

    @Test
    void doesNotPromiseAStreamASizeThatMayChange() {
        view.addAll(List.of("a", "b"));
        var items = view.spliterator();
        List<String> seen = new ArrayList<>();
        view.clear();
        items.forEachRemaining(seen::add);
        if (items.hasCharacteristics(Spliterator.SIZED)) {
            assertThat(seen).containsExactly("a", "b");
        }
    }

    @Test
    void removesWhatIsAsked() {
        AsyncQueue<Integer> numbers = AsyncQueue.unbounded();
        BlockingQueue<Integer> all = numbers.asBlockingQueue();
        all.addAll(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1));
        assertThat(all.remove(1)).isTrue();
        assertThat(all.remove((Object) 99)).isFalse();
        assertThat(all.removeIf(number -> number % 2 == 0)).isTrue();
        assertThat(all).containsExactly(3, 5, 7, 9, 1);
        assertThat(all.removeAll(List.of(5, 6))).isTrue();
        assertThat(all.retainAll(List.of(3, 1))).isTrue();
        assertThat(all.retainAll(List.of(3, 1))).isFalse();
        assertThat(all).containsExactly(3, 1);
    }

    @Test
    @DisplayName("F5: what is removed or cleared through the view counts as work done")
    void countsWhatIsRemovedAsDone() {
        view.addAll(List.of("a", "b", "c"));
        view.remove("b");
        assertThat(queue.join(Duration.ZERO)).isFalse();
        view.clear();
        assertThat(view).isEmpty();
        assertThat(queue.stats().unfinished()).isZero();
        assertThat(queue.join(Duration.ZERO)).isTrue();
    }

    @Test
    @DisplayName("F2: removing an item lets the first putter in line in")
    void letsAPutterInForWhatIsRemoved() {
        view.addAll(List.of("a", "b", "c"));
        try (EventLoop loop = EventLoop.open()) {
            Task<Void> putter = loop.start(() -> queue.put("d"));
            Eventually.until(() -> queue.stats().waitingToPut() == 1);
            assertThat(view.remove("b")).isTrue();
            putter.result();
            assertThat(view).containsExactly("a", "c", "d");
        }
    }

    @Test
    void iteratesOverWhatIsThere() {
        view.addAll(List.of("a", "b", "c"));
        Iterator<String> items = view.iterator();
        assertThat(items.next()).isEqualTo("a");
        assertThatIllegalStateException().isThrownBy(() -> {
            items.remove();
            items.remove();
        });
        assertThat(items.next()).isEqualTo("b");
        queue.take();
        items.remove();
        assertThat(items.next()).isEqualTo("c");
        assertThat(items.hasNext()).isFalse();
        assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
        assertThat(view).containsExactly("c");
    }

    @Test
    void removesTheVeryItemThatTheIterationIsAt() {
        String same = "same";
        view.addAll(List.of(same, "other", same));
        Iterator<String> items = view.iterator();
        items.next();
        items.next();
        items.next();
        items.remove();
        assertThat(view).containsExactly("same", "other");
    }

    @Test
    void drains() {
        view.addAll(List.of("a", "b", "c"));
        List<String> drained = new ArrayList<>();
        assertThat(view.drainTo(drained, 0)).isZero();
        assertThat(view.drainTo(drained, -1)).isZero();
        assertThat(view.drainTo(drained, 2)).isEqualTo(2);
        assertThat(view.drainTo(drained)).isEqualTo(1);
        assertThat(view.drainTo(drained)).isZero();
        assertThat(drained).containsExactly("a", "b", "c");
        assertThatIllegalArgumentException().isThrownBy(() -> view.drainTo(view));
    }

    @Test
    @DisplayName("F2: draining takes also from those who wait to put, each once")
    void drainsThoseWhoWait() {
        AsyncQueue<String> rendezvous = AsyncQueue.rendezvous();
        try (EventLoop loop = EventLoop.open()) {
            List<Task<Void>> putters = new ArrayList<>();
            for (String item : List.of("a", "b", "c")) {
                putters.add(loop.start(() -> rendezvous.put(item)));
            }
            Eventually.until(() -> rendezvous.stats().waitingToPut() == 3);
            List<String> drained = new ArrayList<>();
            assertThat(rendezvous.asBlockingQueue().drainTo(drained)).isEqualTo(3);
            assertThat(drained).containsExactly("a", "b", "c");
            putters.forEach(Task::result);
        }
    }

    @Test
    @DisplayName("F1: code that knows the interface works with coroutines, which let others run while they wait in it")
    void waitsInACoroutineAsTheQueueDoes() {
        try (EventLoop loop = EventLoop.open()) {
            String taken = loop.call(() -> {
                Task<String> taker = loop.start(() -> view.take());
                Task<Void> putter = loop.start(() -> view.put("a"));
                putter.result();
                return taker.result();
            });
            assertThat(taken).isEqualTo("a");
            Task<String> cancelled = loop.start(() -> view.take());
            Eventually.until(() -> queue.stats().waitingToTake() == 1);
            cancelled.cancel("stop");
            assertThatThrownBy(cancelled::result).isInstanceOf(CancelledException.class).hasMessage("stop");
        }
    }

    @Test
    void comesWithTheSameAnswersAsTheJdksOwn() throws Exception {
        BlockingQueue<String> jdk = new LinkedBlockingQueue<>(3);
        for (BlockingQueue<String> any : List.of(jdk, view)) {
            any.put("a");
            any.put("b");
        }
        assertThat(view.toString()).isEqualTo(jdk.toString());
        assertThat(view.remainingCapacity()).isEqualTo(jdk.remainingCapacity());
        assertThat(view.containsAll(List.of("a", "b"))).isEqualTo(jdk.containsAll(List.of("a", "b")));
        assertThat(view.equals(jdk)).isEqualTo(jdk.equals(view));
    }
}
