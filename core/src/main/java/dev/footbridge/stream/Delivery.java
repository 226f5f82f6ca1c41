package dev.footbridge.stream;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Carried;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A run whose items are pushed to a subscriber, as many as it has requested. It is the subscription. */
final class Delivery<T> extends Run<T> implements Flow.Subscription {

    private static final VarHandle DEMAND;

    static {
        try {
            DEMAND = MethodHandles.lookup().findVarHandle(Delivery.class, "demand", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What is behind the source and is to know what the subscriber does. */
    interface Upstream {

        Upstream NONE = new Upstream() {
            @Override
            public void demanded() {}

            @Override
            public void ended() {}
        };

        /** More items are wanted. */
        void demanded();

        /** No more items are wanted. */
        void ended();
    }

    /** When the body may run. */
    private enum Start {
        /** While items are requested: it goes on from one only when there is demand for the next. */
        ON_DEMAND,
        /** At once: it has to learn of the end of something, and sees to it by itself that it is not ahead. */
        AT_ONCE
    }

    private final Start start;
    private final Upstream upstream;
    private final BooleanSupplier mayGoOn = this::mayGoOn;
    private volatile Flow.@Nullable Subscriber<? super T> subscriber;
    private volatile long demand;
    /** Whether the subscriber has been given this, and may be told of more. */
    private volatile boolean open;
    private volatile boolean cancelled;
    /** Whether the subscriber's code is running. */
    private volatile boolean delivering;
    private volatile @Nullable IllegalArgumentException misuse;

    private Delivery(Source<T> source, GeneratorOptions options, Flow.Subscriber<? super T> subscriber, Start start,
            Upstream upstream) {
        super(source, options);
        this.subscriber = Objects.requireNonNull(subscriber, "the subscriber is null (Reactive Streams rule 1.9)");
        this.start = start;
        this.upstream = upstream;
    }

    /** Gives a subscriber a run that begins with its first request. */
    static <T> void subscribe(Source<T> source, GeneratorOptions options, Flow.Subscriber<? super T> subscriber) {
        new Delivery<>(source, options, subscriber, Start.ON_DEMAND, Upstream.NONE).open();
    }

    /** A run that begins at once, when it is opened. */
    static <T> Delivery<T> atOnce(Source<T> source, GeneratorOptions options, Flow.Subscriber<? super T> subscriber,
            Upstream upstream) {
        return new Delivery<>(source, options, subscriber, Start.AT_ONCE, upstream);
    }

    /** Presents itself to the subscriber. */
    void open() {
        Flow.Subscriber<? super T> receiver = subscriber;
        if (receiver != null) {
            receiver.onSubscribe(this);
        }
        open = true;
        goOn();
    }

    boolean hasDemand() {
        return demand > 0;
    }

    private boolean mayGoOn() {
        return hasDemand() || stopped() != null;
    }

    // ---- the subscriber

    @Override
    public void request(long items) {
        if (items <= 0) {
            misuse = new IllegalArgumentException("a subscriber must request more than 0 items (it requested " + items
                    + "): Reactive Streams rule 3.9");
            stopAtEmit("its subscriber broke a rule");
            if (!delivering) {
                stopWait("its subscriber broke a rule");
            }
        } else {
            add(items);
        }
        goOn();
    }

    private void add(long items) {
        for (;;) {
            long seen = demand;
            long more = seen + items < 0 ? Long.MAX_VALUE : seen + items;
            if (DEMAND.compareAndSet(this, seen, more)) {
                return;
            }
        }
    }

    private void goOn() {
        if (!open || cancelled) {
            return;
        }
        if (isNew() && (start == Start.AT_ONCE || mayGoOn())) {
            begin();
        } else {
            producer.ring();
            upstream.demanded();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (isNew()) {
            subscriber = null;
        }
        String reason = name() + ": its subscriber cancelled";
        stopAtEmit(reason);
        if (!delivering) { // else the body looks when the subscriber's code has returned
            stopWait(reason);
        }
        leave();
        upstream.ended();
    }

    // ---- the body

    @Override
    boolean isAhead() {
        return true;
    }

    @Override
    public void accept(T item) {
        last(item);
        if (start == Start.ON_DEMAND) {
            awaitDemand();
        }
    }

    /** The end is told without another request. */
    @Override
    public void last(T item) {
        awaitDemand();
        Flow.Subscriber<? super T> receiver = subscriber;
        if (receiver != null) {
            if (demand != Long.MAX_VALUE) {
                add(-1);
            }
            deliver(item, receiver);
        }
    }

    /** A subscriber that cancels meanwhile, here or elsewhere, is not interrupted for it in its own code. */
    private void deliver(T item, Flow.Subscriber<? super T> receiver) {
        delivering = true;
        try {
            receiver.onNext(item);
        } catch (Throwable broken) {
            cancelled = true; // it breaks rule 2.13, and is told no more
            throw broken;
        } finally {
            delivering = false;
        }
        goOnUnlessStopped();
    }

    private void goOnUnlessStopped() {
        String reason = stopped();
        if (reason != null) {
            throw told(reason);
        }
    }

    private void awaitDemand() {
        if (!mayGoOn()) {
            producer.awaitSoon(mayGoOn, "waited for a subscriber's request");
        }
        goOnUnlessStopped();
    }

    @Override
    void tellStop() {}

    @Override
    void tellEnd(@Nullable Carried context) {
        Flow.Subscriber<? super T> receiver = subscriber;
        subscriber = null;
        upstream.ended();
        if (!cancelled && receiver != null) {
            try {
                Carried.call(context, Body.of(() -> signalEnd(receiver)));
            } catch (Throwable broken) {
                report(broken);
            }
        }
        leave();
    }

    private void signalEnd(Flow.Subscriber<? super T> receiver) {
        Throwable failed = misuse == null ? takeFailure() : misuse;
        String reason = stopped();
        if (failed != null) {
            receiver.onError(failed);
        } else if (reason != null) {
            receiver.onError(new CancelledException(reason));
        } else {
            receiver.onComplete();
        }
    }
}
