package dev.footbridge.internal;

import dev.footbridge.FailureHandler;
import java.lang.ref.Cleaner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a failure nobody looked at is reported, once: when its task is garbage, or when the level closes,
 * whichever comes first.
 */
public final class FailureSink {

    private static final System.Logger LOG = System.getLogger("dev.footbridge");

    private final FailureHandler handler;
    private final Forgotten forgotten;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Entry> waiting = new HashSet<>();
    private boolean closed;

    /** Told about a task that brought a value nobody looked at, where that is watched. */
    @FunctionalInterface
    public interface Forgotten {
        /** A task nobody looked at, and where it was started. */
        void forgotten(String task, @Nullable StartPlace started);
    }

    /** A sink that reports to this handler. */
    public FailureSink(FailureHandler handler) {
        this(handler, (_, _) -> {});
    }

    /** A sink that reports failures and forgotten tasks. */
    public FailureSink(FailureHandler handler, Forgotten forgotten) {
        this.handler = handler;
        this.forgotten = forgotten;
    }

    /** The handler of a level that was given none: the system logger {@code dev.footbridge}. */
    public static void log(String task, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR,
                () -> task + Failures.origin(failure).map(place -> " (" + place + ")").orElse("")
                        + ": a failure that nobody looked at",
                failure);
    }

    /** Reports a failure that has nobody to look at it. */
    public void report(String task, Throwable failure) {
        Strand.beforeCallbacks();
        try {
            handler.unhandled(task, failure);
        } catch (Throwable broken) {
            Failures.attach(broken, failure);
            LOG.log(System.Logger.Level.ERROR, () -> "the failure handler failed on " + task, broken);
        }
    }

    /** Reports a failure that has nobody to look at it, and where its task was started. */
    void report(String task, Throwable failure, @Nullable StartPlace started) {
        if (started != null) {
            Failures.attach(failure, started);
        }
        report(task, failure);
    }

    /**
     * Reports what nobody has looked at by now, and from now on at once; called when the level has closed. Nothing is kept
     * after that: an entry leads to the handler, and from there perhaps to the very task whose end it waits for.
     */
    public void close() {
        List<Entry> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
        left.forEach(Entry::end);
    }

    void watch(Settleable<?> task, Settled.Watched end) {
        Entry entry = new Entry(task.name(), end, task.startPlace());
        Cleaner.Cleanable cleanable = Garbage.watch(task, entry);
        entry.cleanable = cleanable;
        boolean late;
        lock.lock();
        try {
            late = closed;
            waiting.add(entry);
        } finally {
            lock.unlock();
        }
        end.onLook(cleanable::clean);
        if (late) {
            entry.end();
        }
    }

    /** Must not refer to the task itself, or that would never be garbage. */
    private final class Entry implements Runnable {

        private final String task;
        private final Settled.Watched end;
        private final @Nullable StartPlace started;
        /** Written before the entry is in the set, and read after it was found there. */
        private Cleaner.@Nullable Cleanable cleanable;

        Entry(String task, Settled.Watched end, @Nullable StartPlace started) {
            this.task = task;
            this.end = end;
            this.started = started;
        }

        @Override
        public void run() {
            if (!leave() || !end.report()) {
                return;
            }
            switch (end) {
                case Settled.Failed failed -> report(task, failed.peek(), started);
                case Settled.Kept _ -> forgotten.forgotten(task, started);
            }
        }

        /** Reports now, if need be, and lets the cleaner forget this. */
        void end() {
            Cleaner.Cleanable registered = cleanable;
            if (registered != null) {
                registered.clean();
            }
        }

        private boolean leave() {
            lock.lock();
            try {
                return waiting.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }
}
