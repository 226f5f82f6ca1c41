package dev.footbridge.internal;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A job that an executor got as it is, wherever that runs it. It settles when the executor's future does, and as that did. */
final class SentJob<T extends @Nullable Object> extends Promise<T> {

    private final String name;
    private final Callable<T> function;
    private final AtomicReference<@Nullable Cancel> requested = new AtomicReference<>();
    private volatile @Nullable Future<?> future;

    SentJob(String level, Callable<T> function) {
        this.name = level + "/" + Body.nameOf(Body.origin(function));
        this.function = function;
    }

    /** Hands it over, once; what the executor throws is thrown. */
    void submitTo(ExecutorService executor) {
        Future<?> theirs = Objects.requireNonNull(Sent.submit(function, executor), "the executor gave no future");
        future = theirs;
        ForeignFuture.observe(theirs, this::end);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the function brought a value of this type
    private void end(@Nullable Object value, @Nullable Throwable error) {
        if (error == null) {
            succeed((T) Sent.value(function, value));
            return;
        }
        Cancel asked = requested.get();
        if (asked != null && Scoped.isCancellation(error)) {
            stop(asked.reason());
        } else if (error instanceof CancellationException) {
            stop(name + " was cancelled by its executor");
        } else {
            fail(error);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    protected FailureSink failureSink() {
        return ExecutorLevel.failures();
    }

    @Override
    public boolean cancel(Cancel request) {
        Future<?> theirs = future;
        if (theirs == null || isDone()) {
            return false;
        }
        if (requested.compareAndSet(null, request)) {
            ForeignFuture.cancel(theirs, request.interrupts(), this);
        }
        return true;
    }

    @Override
    boolean wasCancelledBy(Cancel request) {
        return requested.get() == request;
    }

    /** Code of the user's may take any time, and the thread that brings the end is the executor's. */
    @Override
    protected void runCallback(Runnable callback) {
        Thread.startVirtualThread(callback);
    }
}
