package dev.footbridge.stream;

import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Pause;
import dev.footbridge.internal.Sneaky;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber to a publisher, whose items one strand takes. It has never asked for more than it has room for, and asks
 * only when somebody wants an item.
 */
final class Intake<T> implements Flow.Subscriber<T> {

    private static final String WAITING = "waited for the next item of a publisher";
    private static final int FAIR = 64;
    private static final VarHandle SUBSCRIPTION;

    static {
        try {
            SUBSCRIPTION = MethodHandles.lookup().findVarHandle(Intake.class, "subscription", Flow.Subscription.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int prefetch;
    private final BooleanSupplier wanted;
    private final Ring<T> ring;
    private final Doorbell bell = new Doorbell();
    private final BooleanSupplier mayAsk = this::mayAsk;
    private final BooleanSupplier ready = this::isReady;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;
    /** Written before {@link #done}. */
    private @Nullable Throwable error;
    private volatile boolean done;
    /** How many items have been asked for and not taken. The taker's own. */
    private int due;
    private int rounds;
    /** How many have been asked for in all; and how many have come, which is the publisher's own. */
    private long asked;
    private volatile long requested;
    private long received;

    /** An intake of so many items at a time, which asks for some only while they are wanted. */
    Intake(int prefetch, BooleanSupplier wanted) {
        this.prefetch = prefetch;
        this.wanted = wanted;
        this.ring = new Ring<>(2 * prefetch); // the room of what was taken comes back in batches
    }

    /** What this publisher publishes; each run subscribes. */
    static <T> Source<T> of(Flow.Publisher<? extends T> items, int prefetch) {
        return out -> {
            Intake<T> intake = new Intake<>(prefetch, () -> true);
            intake.run(() -> items.subscribe(intake), out);
        };
    }

    // ---- whoever takes

    /** Passes on what comes, and cancels the subscription when nobody wants more. */
    void run(Sink<? super T> out) throws Exception {
        run(() -> {}, out);
    }

    private void run(Runnable subscribe, Sink<? super T> out) throws Exception {
        try {
            subscribe.run();
            for (T item = next(); item != null; item = next()) {
                out.accept(item);
            }
        } finally {
            cancel();
            Throwable untaken = done ? error : null;
            if (untaken != null) {
                Missed.report(untaken);
            }
        }
    }

    private @Nullable T next() {
        if (!isReady() || due <= prefetch / 2) {
            ask();
        }
        if (isReady() && ++rounds == FAIR) {
            rounds = 0;
            Pause.yieldNow(); // a publisher that always has an item is not to keep the loop, nor a cancel out
        }
        if (!isReady()) {
            bell.awaitSoon(ready, WAITING);
        }
        boolean atEnd = done;
        T item = ring.turnOver() ? ring.tryTake() : null;
        if (item != null) {
            due--;
            return item;
        }
        return atEnd ? end() : null;
    }

    private @Nullable T end() {
        Throwable failed = error;
        error = null;
        if (failed != null) {
            throw Sneaky.raise(Failures.withCallersSide(failed));
        }
        return null;
    }

    private void ask() {
        if (!mayAsk()) {
            bell.await(mayAsk, WAITING);
        }
        Flow.Subscription publisher = subscription;
        if (publisher != null && !done && due < prefetch) {
            int more = prefetch - due;
            due = prefetch;
            asked += more;
            requested = asked;
            publisher.request(more);
        }
    }

    private boolean mayAsk() {
        return done || (subscription != null && wanted.getAsBoolean());
    }

    private boolean isReady() {
        return ring.turnOver() || done;
    }

    /** Something has come about that it may have waited for. Any thread. */
    void ring() {
        bell.ring();
    }

    /** Wants no more. Any thread; again does nothing new. */
    void cancel() {
        cancelled = true;
        Flow.Subscription publisher = subscription;
        if (publisher != null && !done) {
            publisher.cancel();
        }
    }

    // ---- the publisher

    @Override
    public void onSubscribe(Flow.Subscription publisher) {
        Objects.requireNonNull(publisher, "the subscription is null (Reactive Streams rule 2.13)");
        if (!SUBSCRIPTION.compareAndSet(this, null, publisher) || cancelled) {
            publisher.cancel();
        }
        bell.ring();
    }

    @Override
    public void onNext(T item) {
        Objects.requireNonNull(item, "the item is null (Reactive Streams rule 2.13)");
        if (cancelled || done) {
            return;
        }
        if (received++ == requested || !ring.offer(item)) {
            Flow.Subscription publisher = subscription;
            if (publisher != null) {
                publisher.cancel();
            }
            end(new IllegalStateException("a publisher sent more items than it was asked for (" + requested
                    + " so far): it breaks Reactive Streams rule 1.1"));
        }
        bell.ring();
    }

    @Override
    public void onError(Throwable failed) {
        end(Objects.requireNonNull(failed, "the failure is null (Reactive Streams rule 2.13)"));
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable failed) {
        if (!done) {
            error = failed;
            done = true;
            bell.ring();
        }
    }
}
