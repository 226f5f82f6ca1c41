package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footbridge.Task;
import dev.footbridge.sync.Faces.Face;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queues that hold nothing, handles whose last one ends the queue, and the greatest use. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueHandlesTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Faces faces = new Faces();
    private final AsyncQueue<String> queue = AsyncQueue.bounded(2);

    @AfterEach
    void close() {
        faces.close();
    }

    @Test
    @DisplayName("F8: in a queue of size 0 a put and a take wait for each other")
    void meets() {
        AsyncQueue<String> rendezvous = AsyncQueue.rendezvous();
        assertThat(rendezvous.capacity()).isZero();
        assertThat(rendezvous.tryPut("nobody waits")).isFalse();
        assertThat(rendezvous.tryTake()).isEmpty();
        CompletableFuture<String> taker = faces.start(Face.PLAIN_THREAD, rendezvous::take);
        Eventually.until(() -> rendezvous.stats().waitingToTake() == 1);
        assertThat(rendezvous.tryPut("a")).isTrue();
        assertThat(Ends.value(taker)).isEqualTo("a");
        CompletableFuture<Boolean> putter = faces.start(Face.COROUTINE, () -> rendezvous.put("b", LONG));
        Eventually.until(() -> rendezvous.stats().waitingToPut() == 1);
        assertThat(rendezvous.size()).isZero();
        assertThat(rendezvous.tryTake()).contains("b");
        assertThat(Ends.value(putter)).isTrue();
        assertThat(rendezvous.stats()).isEqualTo(new QueueStats(0, 0, 0, 0, 0, 2, 2, 2, false));
    }

    @Test
    @DisplayName("F8: a put into a queue of size 0 has not ended before its item is taken")
    void putsNoSoonerThanItIsTaken() {
        AsyncQueue<String> rendezvous = AsyncQueue.rendezvous();
        List<CompletableFuture<Boolean>> putters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String item = "" + i;
            putters.add(faces.start(Faces.turn(i), () -> rendezvous.put(item, LONG)));
            int line = i + 1;
            Eventually.until(() -> rendezvous.stats().waitingToPut() == line);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(putters.subList(i, 4)).noneMatch(CompletableFuture::isDone);
            assertThat(rendezvous.take()).isEqualTo("" + i);
            assertThat(Ends.value(putters.get(i))).isTrue();
        }
    }

    @Test
    @DisplayName("F8: the queue is closed with its last sender, not before")
    void closesWithTheLastSender() {
        Sender<String> one = queue.sender();
        Sender<String> two = queue.sender();
        one.put("a");
        one.close();
        one.close();
        assertThat(queue.isClosed()).isFalse();
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> one.put("b"))
                .withMessageContaining("this sender is closed");
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> one.tryPut("b"));
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> one.put("b", LONG));
        assertThat(two.tryPut("b")).isTrue();
        assertThat(two.put("full", Duration.ZERO)).isFalse();
        two.close();
        assertThat(queue.isClosed()).isTrue();
        List<String> taken = new ArrayList<>();
        queue.forEach(taken::add);
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    @DisplayName("F8: a sender made while there is another keeps the queue open")
    void staysOpenForALaterSender() {
        Sender<String> one = queue.sender();
        Sender<String> later = queue.sender();
        one.close();
        Sender<String> latest = queue.sender();
        later.close();
        latest.put("a");
        assertThat(queue.take()).isEqualTo("a");
        latest.close();
        assertThat(queue.isClosed()).isTrue();
    }

    @Test
    @DisplayName("F8: senders on all faces, each closed at its end, end those who iterate, with every item")
    void endsThoseWhoIterate() {
        List<CompletableFuture<List<String>>> takers = new ArrayList<>();
        for (Face face : Face.values()) {
            takers.add(faces.start(face, () -> {
                List<String> taken = new ArrayList<>();
                for (String item : queue) {
                    taken.add(item);
                }
                return taken;
            }));
        }
        List<String> items = new ArrayList<>();
        List<Sender<String>> senders = new ArrayList<>();
        for (Face face : Face.values()) {
            senders.add(queue.sender());
            for (int i = 0; i < 50; i++) {
                items.add(face + "-" + i);
            }
        }
        for (Face face : Face.values()) {
            Sender<String> sender = senders.get(face.ordinal());
            faces.start(face, () -> {
                try (sender) {
                    for (int i = 0; i < 50; i++) {
                        sender.put(face + "-" + i);
                    }
                }
                return face;
            });
        }
        List<String> taken = new ArrayList<>();
        takers.forEach(taker -> taken.addAll(Ends.value(taker)));
        assertThat(taken).containsExactlyInAnyOrderElementsOf(items);
        assertThat(queue.isClosed()).isTrue();
    }

    @Test
    @DisplayName("F8: the queue is aborted with its last receiver, and who puts learns of it")
    void abortsWithTheLastReceiver() {
        Receiver<String> one = queue.receiver();
        Receiver<String> two = queue.receiver();
        queue.put("a");
        queue.put("b");
        assertThat(one.take()).isEqualTo("a");
        one.close();
        one.close();
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(one::take)
                .withMessageContaining("this receiver is closed");
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(one::tryTake);
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> one.take(LONG));
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(one::iterator);
        assertThat(two.tryTake()).contains("b");
        assertThat(two.take(Duration.ZERO)).isEmpty();
        queue.put("c");
        queue.put("d");
        CompletableFuture<Boolean> putter = faces.start(Face.PLAIN_THREAD, () -> queue.put("refused", LONG));
        Eventually.until(() -> queue.stats().waitingToPut() == 1);
        two.close();
        Ends.assertClosed(putter);
        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.size()).isZero();
    }

    @Test
    @DisplayName("F8: a handle made once the queue is closed changes nothing about that")
    void staysClosedForALateHandle() {
        queue.put("a");
        queue.close();
        try (Sender<String> late = queue.sender()) {
            assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> late.put("b"));
        }
        try (Receiver<String> late = queue.receiver()) {
            assertThat(late.take()).isEqualTo("a");
            assertThatExceptionOfType(QueueClosedException.class).isThrownBy(late::take);
        }
        assertThat(queue.stats().put()).isEqualTo(1);
    }

    @Test
    void aReceiverGivesOutUntilTheQueueIsClosedAndEmpty() {
        List<String> taken = new ArrayList<>();
        try (Receiver<String> receiver = queue.receiver()) {
            queue.put("a");
            queue.put("b");
            queue.close();
            receiver.forEach(taken::add);
        }
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    @DisplayName("F8: an iteration over a receiver takes nothing after that was closed; the others get it")
    void takesNothingMoreOnceItsReceiverIsClosed() {
        Receiver<String> other = queue.receiver();
        Receiver<String> receiver = queue.receiver();
        queue.put("a");
        queue.put("b");
        var items = receiver.iterator();
        assertThat(items.next()).isEqualTo("a");
        receiver.close();
        try {
            assertThat(items.hasNext()).isFalse();
        } catch (QueueClosedException closed) {
            assertThat(closed).hasMessageContaining("this receiver is closed");
        }
        assertThat(other.tryTake()).contains("b");
    }

    @Test
    @DisplayName("F8: the statistics say the greatest use there was")
    void remembersThePeak() {
        AsyncQueue<Integer> wide = AsyncQueue.bounded(10);
        for (int i = 0; i < 7; i++) {
            wide.put(i);
        }
        for (int i = 0; i < 7; i++) {
            wide.take();
        }
        wide.put(8);
        assertThat(wide.stats()).isEqualTo(new QueueStats(1, 10, 0, 0, 7, 8, 7, 8, false));
    }

    @Test
    @DisplayName("F8: the statistics count who waits at either end, and an item given on at once is never in the queue")
    void countsWhoWaits() {
        Task<String> first = faces.loop().start(() -> queue.take());
        Task<String> second = faces.other().start(() -> queue.take());
        Eventually.until(() -> queue.stats().waitingToTake() == 2);
        queue.put("a");
        queue.put("b");
        assertThat(List.of(first.result(), second.result())).containsExactlyInAnyOrder("a", "b");
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 2, 0, 0, 0, 2, 2, 2, false));
        queue.put("c");
        queue.put("d");
        Task<Void> putter = faces.loop().start(() -> queue.put("e"));
        Eventually.until(() -> queue.stats().waitingToPut() == 1);
        assertThat(queue.stats()).isEqualTo(new QueueStats(2, 2, 1, 0, 2, 4, 2, 4, false));
        queue.take();
        putter.result();
        assertThat(queue.stats()).isEqualTo(new QueueStats(2, 2, 0, 0, 2, 5, 3, 5, false));
    }
}
