package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which clause of a select happens, what follows from it, and what is refused. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelectTest {

    private static final Duration SHORT = Duration.ofMillis(2);

    private final AsyncQueue<String> one = AsyncQueue.bounded(2);
    private final AsyncQueue<String> two = AsyncQueue.bounded(2);

    @SuppressWarnings("NullAway") // what is forbidden is tried
    private static <T> T nothing() {
        return null;
    }

    private Select<String> takeFromEither() {
        return Select.<String>of().take(one, item -> "one: " + item).take(two, item -> "two: " + item);
    }

    @Test
    void letsTheFirstHappenOfThoseThatCan() {
        one.put("a");
        two.put("b");
        assertThat(takeFromEither().await()).isEqualTo("one: a");
        assertThat(two.size()).isEqualTo(1);
        assertThat(takeFromEither().await()).isEqualTo("two: b");
        Select<String> putsFirst = Select.<String>of().put(one, "c", () -> "put").take(two, item -> "taken");
        two.put("d");
        assertThat(List.of(putsFirst.await(), putsFirst.await(), putsFirst.await())).containsExactly("put", "put",
                "taken");
        assertThat(one.abort()).containsExactly("c", "c");
    }

    @Test
    void letsNothingElseHappen() {
        one.put("a");
        Select<String> many = Select.<String>of().take(one, item -> item).take(two, item -> item)
                .put(two, "x", () -> "put").take(one, item -> item);
        assertThat(many.tryNow()).contains("a");
        assertThat(one.stats()).isEqualTo(new QueueStats(0, 2, 0, 0, 1, 1, 1, 1, false));
        assertThat(two.stats()).isEqualTo(new QueueStats(0, 2, 0, 0, 0, 0, 0, 0, false));
    }

    @Test
    void doesNotWaitIfNotAsked() {
        Select<String> select = takeFromEither();
        assertThat(select.tryNow()).isEmpty();
        assertThat(select.await(Duration.ZERO)).isEmpty();
        assertThat(select.await(Duration.ofSeconds(-1))).isEmpty();
        two.put("b");
        assertThat(select.await(Duration.ZERO)).contains("two: b");
        assertThat(select.tryNow()).isEmpty();
        assertThat(one.stats().waitingToTake() + two.stats().waitingToTake()).isZero();
    }

    @Test
    @DisplayName("law 8: a select is a value: clauses added to it make another one, and it can be awaited again")
    void isAValue() {
        Select<String> base = Select.<String>of().take(one, item -> "base");
        Select<String> more = base.put(two, "x", () -> "more");
        assertThat(base.tryNow()).isEmpty();
        assertThat(more.await()).isEqualTo("more");
        one.put("a");
        one.put("b");
        assertThat(more.await()).isEqualTo("base");
        assertThat(base.await()).isEqualTo("base");
        assertThat(Select.of()).isSameAs(Select.of());
    }

    @Test
    void takesTheSameQueueInSeveralClauses() {
        Select<String> same = Select.<String>of().take(one, item -> "first " + item).take(one, item -> "second " + item)
                .put(one, "x", () -> "put");
        assertThat(same.await()).isEqualTo("put");
        assertThat(same.await()).isEqualTo("first x");
        AsyncQueue<String> rendezvous = AsyncQueue.rendezvous();
        Select<String> itself = Select.<String>of().put(rendezvous, "x", () -> "put").take(rendezvous, item -> item);
        assertThat(itself.tryNow()).isEmpty();
        assertThat(itself.await(SHORT)).as("it does not meet itself").isEmpty();
        assertThat(rendezvous.stats()).isEqualTo(new QueueStats(0, 0, 0, 0, 0, 0, 0, 0, false));
    }

    @Test
    void goesOnInTheCodeThatWaitsWhichMayUseTheQueuesAgain() {
        try (EventLoop loop = EventLoop.open()) {
            String met = loop.call(() -> {
                Thread here = Thread.currentThread();
                Task<String> other = loop.start(() -> one.take());
                return Select.<String>of().put(two, "x", () -> {
                    assertThat(Thread.currentThread()).isSameAs(here);
                    Async.yieldNow();
                    one.put("from within");
                    return two.take() + " " + other.result();
                }).await();
            });
            assertThat(met).isEqualTo("x from within");
        }
    }

    @Test
    void mayBringNull() {
        Select<String> bringsNull = Select.<String>of().take(one, item -> nothing());
        one.put("a");
        one.put("b");
        assertThat(bringsNull.await()).isNull();
        assertThat(bringsNull.await(SHORT)).isEmpty();
        assertThat(one.size()).isZero();
    }

    @Test
    @DisplayName("law 5: what a function throws is thrown as it is; the item was taken, or put, all the same")
    void throwsWhatAFunctionThrows() {
        IOException broken = new IOException("broken");
        BlockingFunction<String, String> thrower = item -> {
            throw broken;
        };
        Callable<String> putThrower = () -> {
            throw broken;
        };
        one.put("a");
        assertThatThrownBy(() -> Select.<String>of().take(one, thrower).await()).isSameAs(broken);
        assertThat(one.stats()).isEqualTo(new QueueStats(0, 2, 0, 0, 1, 1, 1, 1, false));
        assertThatThrownBy(() -> Select.<String>of().put(one, "b", putThrower).tryNow()).isSameAs(broken);
        assertThat(one.take()).isEqualTo("b");
        try (EventLoop loop = EventLoop.open()) {
            Task<String> waiting = loop.start(() -> Select.<String>of().take(one, thrower).take(two, thrower).await());
            loop.call(() -> {});
            two.put("c");
            assertThatThrownBy(waiting::result).isSameAs(broken);
            assertThat(two.size()).isZero();
        }
    }

    @Test
    @DisplayName("F5: a closed queue ends a select when it comes to its clause")
    void comesToAClosedQueue() {
        Select<String> takes = takeFromEither();
        Select<String> puts = Select.<String>of().put(one, "x", () -> "put").take(two, item -> item);
        one.put("a");
        one.close();
        assertThat(takes.await()).as("closed, but not empty").isEqualTo("one: a");
        two.put("b");
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(takes::await)
                .withMessageContaining("closed and empty");
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(puts::tryNow)
                .withMessageContaining("takes nothing more");
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> puts.await(SHORT));
        assertThat(two.size()).as("nothing else happened").isEqualTo(1);
        Select<String> openFirst = Select.<String>of().take(two, item -> item).take(one, item -> item);
        assertThat(openFirst.await()).isEqualTo("b");
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(openFirst::await);
    }

    @Test
    void refusesToWaitForNothing() {
        for (Callable<Object> wait : List.<Callable<Object>>of(() -> Select.of().await(),
                () -> Select.of().await(SHORT), () -> Select.of().tryNow())) {
            assertThatIllegalStateException().isThrownBy(wait::call)
                    .withMessage("a select without clauses waits for nothing: add a take or a put");
        }
    }

    @Test
    void refusesNullWhereItWouldBeMetTooLate() {
        Select<String> select = Select.of();
        BlockingFunction<String, String> noFunction = nothing();
        Callable<String> noCall = nothing();
        String noItem = nothing();
        AsyncQueue<String> noQueue = nothing();
        assertThatNullPointerException().isThrownBy(() -> select.take(one, noFunction))
                .withMessageContaining("the function for the item is null");
        assertThatNullPointerException().isThrownBy(() -> select.put(one, "a", noCall))
                .withMessageContaining("the function is null");
        assertThatNullPointerException().isThrownBy(() -> select.put(one, noItem, () -> "put"))
                .withMessageContaining("no null items");
        assertThatNullPointerException().isThrownBy(() -> select.take(noQueue, item -> item));
        assertThatNullPointerException().isThrownBy(() -> select.put(noQueue, "a", () -> "put"));
    }

    @Test
    void triesManyQueues() {
        List<AsyncQueue<Integer>> queues = new ArrayList<>();
        Select<Integer> select = Select.of();
        for (int i = 0; i < 100; i++) {
            AsyncQueue<Integer> queue = AsyncQueue.bounded(1);
            queues.addFirst(queue);
            select = select.take(queue, item -> item);
        }
        queues.get(42).put(7);
        assertThat(select.await()).isEqualTo(7);
        assertThat(queues).allMatch(queue -> queue.stats().waitingToTake() == 0);
    }
}
