package dev.footbridge.sync;

import dev.footbridge.BlockingFunction;
import dev.footbridge.CancelledException;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Several puts and takes on several queues, of which exactly one happens: the first that can. An immutable value, which
 * can be awaited any number of times.
 *
 * <p>If several can happen at once, the one given first does. What did not happen has no effect: nothing was put,
 * nothing was taken, also if the wait is cancelled or runs out of time.
 *
 * {@snippet :
 * Select<String> next = Select.<String>of()
 *         .take(orders, order -> "order " + order.id())
 *         .take(stops, stop -> "stop")
 *         .put(status, current(), () -> "status sent");
 * String what = next.await();
 * }
 *
 * <p>A queue that is closed (for takes: and empty) makes the select throw {@link QueueClosedException} when it comes to
 * that clause. Any thread may use it. Known from Go's {@code select}.
 *
 * @param <R> the type of what the clauses bring
 */
public final class Select<R> {

    private static final Select<?> EMPTY = new Select<>(List.of());

    private final List<Clause<?, R>> clauses;

    private Select(List<Clause<?, R>> clauses) {
        this.clauses = clauses;
    }

    /** One put or take: the queue, what it puts if it does, and what follows. */
    private record Clause<T, R>(QueueState<T> queue, @Nullable T item, BlockingFunction<Object, R> then) {

        /** How it ended, if it can happen now; else null. Under the queue's guard. */
        @Nullable
        Object tryNow() {
            if (item == null) {
                T taken = queue.take();
                return taken == null && queue.isClosed() ? Place.CLOSED : taken;
            }
            return queue.isClosed() ? Place.CLOSED : queue.put(item) ? Place.ACCEPTED : null;
        }

        /** Lines up. Under the queue's guard. */
        Runnable register(Waiter waiter) {
            Place<T> place = new Place<>(waiter, item, this);
            if (item == null) {
                queue.awaitTaking(place);
            } else {
                queue.awaitPutting(place);
            }
            return () -> queue.leave(place);
        }
    }

    /**
     * A select without clauses, to add some to.
     *
     * @param <R> the type of what the clauses bring
     * @return the select
     */
    @SuppressWarnings("unchecked") // it brings nothing
    public static <R> Select<R> of() {
        return (Select<R>) EMPTY;
    }

    /**
     * With a clause that takes an item.
     *
     * @param <T> the type of the item
     * @param queue where from
     * @param then makes the value out of the item, once it is taken; runs in the code that waits
     * @return the select with this clause
     */
    public <T> Select<R> take(AsyncQueue<T> queue, BlockingFunction<? super T, ? extends R> then) {
        Objects.requireNonNull(then, "the function for the item is null: give one that makes the value");
        QueueWaits<T> waits = queue.waits();
        return with(new Clause<>(queue.state(), null, end -> then.apply(waits.taken(end))));
    }

    /**
     * With a clause that puts an item.
     *
     * @param <T> the type of the item
     * @param queue where to
     * @param item what to put
     * @param then makes the value, once it is put; runs in the code that waits
     * @return the select with this clause
     */
    public <T> Select<R> put(AsyncQueue<T> queue, T item, Callable<? extends R> then) {
        Objects.requireNonNull(then, "the function is null: give one that makes the value");
        return with(new Clause<>(queue.state(), QueueWaits.checked(item), end -> {
            QueueWaits.isAccepted(end);
            return then.call();
        }));
    }

    private Select<R> with(Clause<?, R> clause) {
        List<Clause<?, R>> more = new ArrayList<>(clauses);
        more.add(clause);
        return new Select<>(List.copyOf(more));
    }

    /**
     * Waits until one of the clauses happens.
     *
     * @return what its function made; what that throws is thrown, after the item was put or taken
     * @throws QueueClosedException if it is the clause of a closed queue
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted; nothing has happened then
     * @throws IllegalStateException if there is no clause
     */
    public R await() {
        return apply(Objects.requireNonNull(choose(Strand.NEVER)));
    }

    /**
     * Waits until one of the clauses happens, but no longer than this.
     *
     * @param limit how long; zero or less does not wait
     * @return what its function made; empty if nothing happened in time, or if it made null
     * @throws QueueClosedException as {@link #await()}
     * @throws CancelledException as {@link #await()}
     * @throws IllegalStateException if there is no clause
     */
    public Optional<R> await(Duration limit) {
        return await(Durations.nanos(limit));
    }

    /**
     * Lets one of the clauses happen, if one can.
     *
     * @return what its function made; empty if nothing could happen, or if it made null
     * @throws QueueClosedException as {@link #await()}
     * @throws IllegalStateException if there is no clause
     */
    public Optional<R> tryNow() {
        return await(0);
    }

    private Optional<R> await(long nanos) {
        Place.Chosen chosen = choose(nanos);
        return chosen == null ? Optional.empty() : Optional.ofNullable(apply(chosen));
    }

    private R apply(Place.Chosen chosen) {
        try {
            @SuppressWarnings("unchecked") // only clauses of this select are chosen
            Clause<?, R> clause = (Clause<?, R>) chosen.clause();
            return clause.then().apply(chosen.end());
        } catch (Throwable error) {
            throw Sneaky.raise(error);
        }
    }

    private Place.@Nullable Chosen choose(long nanos) {
        if (clauses.isEmpty()) {
            throw new IllegalStateException("a select without clauses waits for nothing: add a take or a put");
        }
        List<Runnable> leaves = new ArrayList<>(clauses.size());
        Strand strand = Strand.here();
        Waiter waiter = new Waiter(strand);
        Place.Chosen atOnce = tryOrRegister(nanos > 0 ? waiter : null, leaves);
        if (atOnce != null || nanos <= 0) {
            return atOnce;
        }
        long deadline = nanos == Strand.NEVER ? nanos : strand.deadline(nanos);
        try {
            boolean happened = Waits.signalled(strand, waiter, deadline, "waited for one of several queues");
            return happened ? (Place.Chosen) waiter.gift() : null;
        } finally {
            leaves.forEach(Runnable::run);
        }
    }

    /**
     * Lets the first clause happen that can, or lines up everywhere: with all queues locked, so that no other side can
     * choose one clause while this chooses another. They are locked in one order by everybody.
     */
    private Place.@Nullable Chosen tryOrRegister(@Nullable Waiter waiter, List<Runnable> leaves) {
        List<QueueState<?>> queues = new ArrayList<>();
        clauses.stream().map(Clause::queue).distinct().sorted(Comparator.comparingLong(QueueState::number))
                .forEach(queues::add);
        List<@Nullable Waiter> woken = new ArrayList<>();
        queues.forEach(QueueState::lock);
        try {
            for (Clause<?, R> clause : clauses) {
                Object end = clause.tryNow();
                if (end != null) {
                    return new Place.Chosen(clause, end);
                }
            }
            if (waiter != null) {
                clauses.forEach(clause -> leaves.add(clause.register(waiter)));
            }
            return null;
        } finally {
            queues.forEach(queue -> woken.add(queue.unlock()));
            woken.forEach(QueueState::wakeAll);
        }
    }
}
