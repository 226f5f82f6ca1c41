package dev.footbridge.threads;

import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Strand;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Brings the jobs of one pool to its threads, and the place of one that has ended, or waits, to the next. */
final class Dispatch {

    private final ThreadPool level;
    private final ThreadPoolOptions options;
    private final boolean limited;
    private final Slots slots;
    private final Crew crew;
    private final FailureSink failures;

    Dispatch(ThreadPool level, ThreadPoolOptions options, Supplier<Machine> where) {
        this.level = level;
        this.options = options;
        switch (options.threads()) {
            case ThreadPerJob perJob -> {
                this.limited = options.limit() != ThreadPoolOptions.UNLIMITED;
                this.slots = new Slots(Admission.Fixed.threadPerJob(options.limit()), () -> {});
                this.crew = perJob.crew(this);
            }
            case ConfinedThread confined -> {
                Confined one = new Confined(this, confined.factory());
                this.limited = false; // a job that waits keeps its place, and lets others have it on top of it
                this.slots = new Slots(Admission.Fixed.ONE_THREAD, one::keptWaiting);
                this.crew = one;
            }
            case ElasticThreads elastic -> {
                Machine machine = where.get();
                Governed governed = new Governed(elastic.min(), Math.min(elastic.max(), options.limit()), machine);
                this.limited = true;
                this.slots = new Slots(governed, new Pulse(this, machine, governed.governor())::wake);
                this.crew = new Workers(this, elastic, machine, governed.governor());
            }
        }
        this.failures = new FailureSink(options.failureHandler());
    }

    /** The pool itself. */
    ThreadPool level() {
        return level;
    }

    String name() {
        return options.name();
    }

    Slots slots() {
        return slots;
    }

    Crew crew() {
        return crew;
    }

    FailureSink failures() {
        return failures;
    }

    /**
     * Gives the job a thread. Without one it queues again or fails, and its place goes on to the next. False when a
     * thread could not be had.
     */
    boolean launch(PoolJob<?> job) {
        for (PoolJob<?> next = job; next != null;) {
            PoolJob<?> launched = next;
            try {
                crew.launch(launched);
                return launched == job;
            } catch (Throwable noThread) {
                if (slots.putBack(launched)) {
                    slots.keep();
                    return false;
                }
                launched.dropFailed(new RejectedExecutionException(
                        "thread pool '" + name() + "' could not start a thread for " + launched.name(), noThread));
                next = slots.leave(launched);
                slots.ended(launched);
            }
        }
        return false;
    }

    /** Runs a job on the calling thread, which is one of the crew's. */
    void run(PoolJob<?> job, Runnable beforeCallbacks) {
        run(job, new Strand(Thread.currentThread()), beforeCallbacks);
    }

    /** Runs a job on the calling thread, whose strand this is for so long. */
    void run(PoolJob<?> job, Strand strand, Runnable beforeCallbacks) {
        strand.setHome(level);
        if (limited) {
            strand.setSlot(job);
        }
        strand.setBeforeCallbacks(beforeCallbacks);
        strand.bind();
        job.runsOn(strand.thread());
        try {
            if (!job.begin(strand)) {
                passOn(job);
            }
        } finally {
            strand.unbind();
            slots.ended(job);
        }
    }

    /** A job's body has ended, or it was dropped on the way to its thread: its place goes to the next. */
    void passOn(PoolJob<?> job) {
        PoolJob<?> next = job.isNested() ? slots.unnest() : slots.leave(job);
        if (next != null) {
            crew.proceed(next, job);
        } else {
            crew.idle(job);
        }
        admitMore();
    }

    /** Runs those in line that there is room for. */
    void admitMore() {
        PoolJob<?> next = slots.admit();
        while (next != null && launch(next)) {
            next = slots.admit();
        }
    }

    /** A job waits and gives its place back meanwhile. */
    void release(PoolJob<?> job) {
        PoolJob<?> next = slots.release(job);
        if (next == null || launch(next)) {
            admitMore();
        }
    }

    /** A job settled whose thread will not come back. Called on that thread, which has its place no more. */
    void forget(PoolJob<?> job) {
        Strand.here().dropSlot();
        job.worker(null); // its thread cannot go on with another job
        passOn(job);
        slots.ended(job);
    }

    boolean isOwnThread() {
        Strand strand = Strand.current();
        return strand != null && strand.home() == level;
    }
}
