package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Task;
import dev.footbridge.sync.AsyncQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code chunks}: of so many items, of those that come within some time, and of either. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChunksTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TimedLoop loop = new TimedLoop();
    private final AsyncQueue<Integer> items = AsyncQueue.unbounded();
    private final List<List<Integer>> seen = new CopyOnWriteArrayList<>();
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.close();
    }

    private Task<Void> run(AsyncStream<List<Integer>> chunks) {
        Task<Void> run = loop.start(() -> chunks.forEach(seen::add));
        loop.settle();
        return run;
    }

    private void put(int... some) {
        for (int item : some) {
            items.put(item);
        }
        loop.settle();
    }

    @Test
    void makesListsOfSoManyItems() {
        assertThat(Probe.plain().first(5).chunks(2).toList()).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
        assertThat(Probe.plain().first(4).chunks(2).toList()).containsExactly(List.of(0, 1), List.of(2, 3));
        assertThat(Probe.plain().first(2).chunks(1).toList()).containsExactly(List.of(0), List.of(1));
        assertThat(Probe.plain().first(2).chunks(Integer.MAX_VALUE).toList()).containsExactly(List.of(0, 1));
        assertThat(Probe.plain().first(0).chunks(2).toList()).isEmpty();
        assertThat(Probe.plain().first(5).chunks(2, MINUTE).toList())
                .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
        assertThat(Probe.plain().first(0).chunks(MINUTE).toList()).isEmpty();
        assertThat(Probe.plain().first(3).chunks(MINUTE).toList()).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void makesListsThatCannotBeChangedAndStayAsTheyAre() {
        List<List<Integer>> chunks = Probe.plain().first(3).chunks(2).toList();
        assertThatThrownBy(() -> chunks.getFirst().add(7)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(chunks).containsExactly(List.of(0, 1), List.of(2));
        List<List<Integer>> timed = Probe.plain().first(3).chunks(2, MINUTE).toList();
        assertThatThrownBy(() -> timed.getFirst().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void asksForNoItemOfTheNextListBeforeThatIsWanted() {
        Probe probe = Probe.plain();
        assertThat(probe.endless().chunks(3).first()).hasValue(List.of(0, 1, 2));
        assertThat(probe.emitted()).isEqualTo(3);
        assertThat(probe.endless().chunks(3, MINUTE).take(2).toList()).hasSize(2);
        assertThat(probe.emitted()).isEqualTo(9);
        probe.assertClosed();
    }

    @Test
    @DisplayName("a list is closed so long after its first item, not after the one before it")
    void closesAListWhenItsTimeIsOver() {
        Task<Void> run = run(AsyncStream.fromQueue(items).chunks(MINUTE));
        loop.advance(MINUTE.multipliedBy(3));
        assertThat(seen).as("without items there are no lists").isEmpty();
        put(1, 2);
        loop.advance(MINUTE.minus(SECOND));
        put(3);
        assertThat(seen).isEmpty();
        loop.advance(SECOND);
        assertThat(seen).containsExactly(List.of(1, 2, 3));
        loop.advance(MINUTE.multipliedBy(2));
        assertThat(seen).hasSize(1);
        put(4);
        loop.advance(MINUTE);
        assertThat(seen).containsExactly(List.of(1, 2, 3), List.of(4));
        put(5);
        items.close();
        run.result();
        assertThat(seen).containsExactly(List.of(1, 2, 3), List.of(4), List.of(5));
    }

    @Test
    void closesAListWhenItIsFullOrItsTimeIsOver() {
        Task<Void> run = run(AsyncStream.fromQueue(items).chunks(2, MINUTE));
        put(1, 2, 3);
        assertThat(seen).containsExactly(List.of(1, 2));
        loop.advance(MINUTE);
        assertThat(seen).containsExactly(List.of(1, 2), List.of(3));
        put(4);
        loop.advance(MINUTE.minus(SECOND));
        put(5);
        assertThat(seen).last().isEqualTo(List.of(4, 5));
        items.close();
        run.result();
        assertThat(seen).hasSize(3);
        assertThat(loop.timers()).isZero();
    }

    @Test
    @DisplayName("a list is closed when its time is over although the next items are there already")
    void closesAListInTimeAlthoughItemsAreReady() {
        loop.start(() -> Probe.plain().first(20).map(item -> {
            loop.pass(SECOND);
            return item;
        }).chunks(SECOND.multipliedBy(5)).forEach(seen::add)).result();
        assertThat(seen.stream().flatMap(List::stream).toList()).hasSize(20).isSorted();
        assertThat(seen).allSatisfy(chunk -> assertThat(chunk).hasSizeBetween(1, 6));
    }

    @Test
    @DisplayName("nothing is lost: an item that comes when the time of a list is over is in the next one")
    void losesNoItemAtTheEndOfAList() {
        Task<Void> run = run(AsyncStream.fromQueue(items).chunks(SECOND));
        for (int i = 0; i < 40; i++) {
            put(i);
            loop.advance(Duration.ofMillis(i % 3 == 0 ? 500 : 333));
        }
        items.close();
        run.result();
        assertThat(seen.stream().flatMap(List::stream).toList()).hasSize(40).isSorted().doesNotHaveDuplicates();
        assertThat(seen).allSatisfy(chunk -> assertThat(chunk).hasSizeBetween(1, 4)).hasSizeGreaterThan(10);
    }

    @Test
    @DisplayName("E4: the last items come in a shorter list before a failure")
    void bringsTheLastItemsBeforeAFailure() {
        for (AsyncStream<List<Integer>> chunks : List.of(Probe.plain().failingAfter(3, failure).chunks(2), Probe.plain()
                .failingAfter(3, failure).chunks(2, MINUTE))) {
            seen.clear();
            assertThatThrownBy(() -> chunks.forEach(seen::add)).isSameAs(failure);
            assertThat(seen).containsExactly(List.of(0, 1), List.of(2));
        }
    }

    @Test
    @DisplayName("law 7: when the source fails, and then what follows at the last list, both are there to see")
    void keepsAFailureOfTheSourceAndOneOfWhatFollows() {
        IllegalStateException downstream = new IllegalStateException("downstream");
        for (AsyncStream<List<Integer>> chunks : List.of(Probe.plain().failingAfter(3, failure).chunks(2), Probe.plain()
                .failingAfter(3, failure).chunks(2, MINUTE))) {
            Throwable thrown = catchThrowable(() -> chunks.forEach(chunk -> {
                if (chunk.size() == 1) {
                    throw downstream;
                }
            }));
            assertThat(StreamErrorTest.all(thrown)).contains(failure, downstream);
        }
    }

    @Test
    void closesItsSourceWhenItIsCancelledInTheMiddleOfAList() {
        Probe probe = Probe.shielded();
        Task<Void> run = run(probe.waitingAfter(3).chunks(MINUTE));
        probe.awaitAsleep(1);
        run.cancel("enough");
        assertThatThrownBy(run::result).hasMessage("enough");
        probe.assertClosed();
        assertThat(seen).isEmpty();
        assertThat(loop.timers()).isZero();
    }
}
