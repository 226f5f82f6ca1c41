package dev.footbridge.internal;

import dev.footbridge.BlockingAction;
import dev.footbridge.OnCancel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A promise that foreign code settles by calling back, and that tells it of a cancel, once.
 *
 * <p>A cancel and the way to ask meet in {@link #way}: whoever comes second acts. As long as the work is being begun a
 * cancel waits for the way to be said; it may run under a guard of the canceller's, so the work is asked by a thread of
 * its own.
 */
public final class CalledBack<T extends @Nullable Object> extends Promise<T> {

    /** A failure that nobody looks at, for what is started by hand and dropped. */
    private static final FailureSink LOST = new FailureSink(FailureSink::log);

    private final Class<?> source;
    private final @Nullable Carried carried = Carried.capture();
    private final AtomicReference<@Nullable Cancel> requested = new AtomicReference<>();
    private final AtomicReference<Way> way = new AtomicReference<>(Known.BEGINNING);
    private volatile boolean answered;

    /** How the work is asked to end. */
    private sealed interface Way permits Known, Ask {}

    private enum Known implements Way {
        /** It may still be said. */
        BEGINNING,
        /** There is none so far. */
        NONE,
        /** It has been asked, or need not be. */
        OVER
    }

    private record Ask(OnCancel then, BlockingAction action) implements Way {}

    /** A call of what this source begins. */
    public CalledBack(Object source) {
        this.source = source.getClass();
    }

    @Override
    public String name() {
        return "callback/" + Body.nameOf(source);
    }

    @Override
    protected FailureSink failureSink() {
        return LOST;
    }

    // ---- the work

    /** It ended with this; false if it had ended before. */
    public boolean succeeded(T value) {
        return answered(succeed(value));
    }

    /** It failed; false if it had ended before. */
    public boolean failed(Throwable error) {
        Throwable original = Failures.unwrap(error);
        if (original instanceof CancellationException) {
            String reason = original.getMessage();
            return cancelled(reason == null ? name() + " was cancelled" : reason);
        }
        return answered(fail(original));
    }

    /** It was cancelled; false if it had ended before. */
    public boolean cancelled(String reason) {
        Cancel request = requested.get();
        return answered(stop(request == null ? reason : request.reason()));
    }

    private boolean answered(boolean first) {
        answered = true;
        way.set(Known.OVER);
        return first;
    }

    /** Whether the work need not go on. */
    public boolean isOver() {
        return requested.get() != null || isDone();
    }

    // ---- the cancel

    /** The work has begun: from now on a cancel need not wait to learn how to ask. */
    public void begun() {
        if (way.compareAndSet(Known.BEGINNING, Known.NONE)) {
            ask();
        }
    }

    /** How the work is asked to end. */
    public void onCancel(OnCancel then, BlockingAction action) {
        Way said = new Ask(then, action);
        if (!way.compareAndSet(Known.BEGINNING, said) && !way.compareAndSet(Known.NONE, said)) {
            if (answered) {
                return;
            }
            throw new IllegalStateException("how " + name() + " is cancelled has been said before: say it once");
        }
        if (answered) {
            way.set(Known.OVER);
        }
        ask();
    }

    @Override
    public boolean cancel(Cancel request) {
        if (isDone()) {
            return false;
        }
        if (requested.compareAndSet(null, request)) {
            ask();
        }
        return true;
    }

    private void ask() {
        Cancel request = requested.get();
        if (request == null) {
            return;
        }
        Way known = way.get();
        if (known == Known.NONE) {
            stop(request.reason());
        } else if (known instanceof Ask said && way.compareAndSet(known, Known.OVER)) {
            Thread.ofVirtual().name("footbridge-cancel").inheritInheritableThreadLocals(false)
                    .start(() -> ask(said, request));
        }
    }

    private void ask(Ask said, Cancel request) {
        boolean answers = said.then() == OnCancel.WAIT;
        try {
            if (!answered) {
                Carried.call(carried, Body.of(said.action()));
            }
        } catch (Throwable refused) {
            answers = false; // perhaps it never heard of it
            report(refused);
        }
        if (!answers) {
            stop(request.reason());
        }
    }

    @Override
    boolean wasCancelledBy(Cancel request) {
        return requested.get() == request;
    }
}
