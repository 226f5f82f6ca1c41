package dev.footbridge.internal;

import java.io.NotSerializableException;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A job on a thread of an executor in this JVM. It settles by itself; the executor's future only tells if it never begins. */
final class HostedJob<T extends @Nullable Object> extends Job<T> {

    private final String level;
    private volatile @Nullable Future<?> future;
    private volatile @Nullable Unstarted watch;

    HostedJob(String level, Callable<T> body) {
        super(body);
        this.level = level;
    }

    /** Hands it over, once; what the executor throws is thrown. */
    void submitTo(ExecutorService executor) {
        Future<?> theirs;
        try {
            theirs = executor.submit(new Errand(this));
        } catch (Throwable refused) {
            drop("its executor refused it");
            throw refused;
        }
        future = theirs;
    }

    /** Watched from now on, until it begins. */
    void watchedBy(Unstarted list) {
        watch = list;
    }

    /** Looks at the executor's future, too: it may end though the job never begins. */
    void watchFuture() {
        Future<?> theirs = future;
        if (theirs != null && !isDone()) {
            ForeignFuture.observe(theirs, this::neverBegan);
        }
    }

    private void neverBegan(@Nullable Object value, @Nullable Throwable error) {
        if (error instanceof CancellationException) {
            drop(name() + " was cancelled by its executor");
        } else if (error != null) {
            dropFailed(error);
        } else if (isNew()) {
            dropFailed(new IllegalStateException("the executor of level '" + level + "' says that " + name()
                    + " is done, which it never ran: look for what it does with jobs"));
        }
    }

    private void run() {
        Unstarted list = watch;
        if (list != null) {
            list.forget(this);
        }
        Strand known = Strand.current();
        Strand strand = known == null ? new Strand(Thread.currentThread()) : known;
        if (known == null) {
            strand.bind();
        }
        try {
            begin(strand);
        } finally {
            if (known == null) {
                strand.unbind();
            }
        }
    }

    @Override
    protected String levelName() {
        return level;
    }

    @Override
    protected FailureSink failureSink() {
        return ExecutorLevel.failures();
    }

    /** It will not run: so that the executor can forget it. */
    @Override
    protected void dropped() {
        Unstarted list = watch;
        if (list != null) {
            list.forget(this);
        }
        Future<?> theirs = future;
        if (theirs != null && !theirs.isDone()) {
            ForeignFuture.cancel(theirs, true, this);
        }
    }

    /** What the executor gets. It says so if somebody tries to send it. */
    private static final class Errand implements Runnable, Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        private final transient HostedJob<?> job;

        Errand(HostedJob<?> job) {
            this.job = job;
        }

        @Override
        public void run() {
            job.run();
        }

        @Serial
        private Object writeReplace() throws NotSerializableException {
            throw new NotSerializableException("level '" + job.level + "' cannot send " + job.name()
                    + " to another JVM, as it is not serializable or runs in a context of its own: make it a serializable"
                    + " function (with footbridge-processes, RemoteCallable.of(() -> ...)) and start it on the level itself");
        }

        @Override
        public String toString() {
            return job.toString();
        }
    }
}
