package dev.footbridge.app;

import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Bound;
import dev.footbridge.internal.Errands;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Job;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Resident;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Strand;
import dev.footbridge.threads.ThreadPool;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The thread that called into the running asynchronous code, as a level; where no thread waits for that code, one that
 * all such code shares. The idea is asgiref's {@code thread_sensitive}.
 */
public final class CallerThread implements Level {

    /** The only one: it means another thread wherever it is asked. */
    public static final CallerThread LEVEL = new CallerThread();

    private static final FailureSink FAILURES = new FailureSink(FailureSink::log);

    private CallerThread() {}

    @Override
    public String name() {
        return "caller thread";
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        Strand strand = Strand.current();
        if (strand == null || runsNoJob(strand)) {
            return Level.caller().start(job);
        }
        if (job instanceof Resident) {
            throw new IllegalArgumentException(
                    "the caller's thread cannot run the body of a generator (it could wait there"
                            + " for code that waits below it): give the generator another level");
        }
        Errands origin = strand.origin();
        if (origin == null) {
            return OwnThread.of(OwnThread.scope()).start(job);
        }
        Errand<T> errand = new Errand<>(Body.of(job), origin);
        origin.ask(errand);
        return errand;
    }

    /** Whether nobody called the code that runs here, which may be in a scope or a context all the same. */
    private static boolean runsNoJob(Strand strand) {
        return strand.task() == null && strand.host() == null && strand.home() == null && strand.origin() == null;
    }

    /** Always starts: the queue of a thread has no limit. */
    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return Optional.of(start(job));
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        Strand strand = Strand.current();
        if (strand == null || runsNoJob(strand)) {
            return Level.caller().call(job);
        }
        strand.checkCancelled();
        strand.checkMayWait();
        return start(job).result();
    }

    @Override
    public String toString() {
        return name();
    }

    /** A job for the thread that called. */
    private static final class Errand<T extends @Nullable Object> extends Job<T> implements Errands.Errand {

        private final Errands origin;
        private final Optional<ThreadPool> scope = OwnThread.scope();

        Errand(Callable<T> body, Errands origin) {
            super(body);
            this.origin = origin;
        }

        @Override
        public void run(Strand waiting, Strand strand) {
            if (isNew()) {
                strand.shareSlot(waiting);
                begin(strand);
                if (endedInterrupted()) {
                    waiting.thread().interrupt(); // it was meant for the thread, so for the code below as well
                }
            }
        }

        /** The caller has gone: what outlives its call is done where it would be without one. */
        @Override
        public void refuse() {
            try {
                Callable<Boolean> late = Bound.named(this, () -> begin(Strand.here()));
                Promise<Boolean> elsewhere = Promise.of(OwnThread.of(scope).start(late));
                Signal end = () -> endWith(elsewhere);
                if (!elsewhere.observe(end)) {
                    end.fire();
                }
            } catch (Throwable refused) {
                breakOff(refused);
            }
        }

        /** As a rule it has ended itself by then; not if it was dropped, or given up, with the thread it was to run on. */
        private void endWith(Promise<Boolean> elsewhere) {
            if (!isDone()) {
                switch (elsewhere.settled()) {
                    case Outcome.Failure<Boolean> failure -> breakOff(failure.error());
                    case Outcome.Cancelled<Boolean> cancelled -> {
                        if (!drop(cancelled.reason())) {
                            abandon(cancelled.reason());
                        }
                    }
                    case Outcome.Success<Boolean> _ -> drop(name() + " was taken back");
                }
            }
        }

        @Override
        protected void dropped() {
            origin.forget(this);
        }

        @Override
        protected String levelName() {
            return LEVEL.name();
        }

        @Override
        protected FailureSink failureSink() {
            return FAILURES;
        }
    }
}
