package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.laws.Faults.Fault;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A job that ends in a drawn way at a drawn time, and what has become of it. Guarded by the loop. */
final class Planned implements Callable<Integer> {

    private final Crowd crowd;
    private final int number;
    private final Duration time;
    private final Duration cleanup;
    private final @Nullable Fault fault;
    private final @Nullable Fault inCleanup;
    private @Nullable Task<Integer> started;
    private @Nullable Task<?> task;
    private boolean began;
    private boolean disturbed;
    private boolean brought;
    private @Nullable Fault thrown;
    private int place;
    private Duration end = Duration.ZERO;

    /** One that runs so long and takes so long to clean up, and then fails with this, if anything. */
    Planned(Crowd crowd, int number, Duration time, @Nullable Fault fault, Duration cleanup,
            @Nullable Fault inCleanup) {
        this.crowd = crowd;
        this.number = number;
        this.time = time;
        this.cleanup = cleanup;
        this.fault = fault;
        this.inCleanup = inCleanup;
    }

    @Override
    public Integer call() throws Exception {
        began = true;
        crowd.begins();
        try {
            task = Async.currentTask().orElseThrow();
            Async.sleep(time);
            if (fault != null) {
                thrown = fault;
                throw fault;
            }
            brought = true;
            return number;
        } catch (CancelledException cancelled) {
            Async.shielded(() -> {
                Async.sleep(cleanup);
                return null;
            });
            if (inCleanup != null) {
                thrown = inCleanup;
                throw inCleanup;
            }
            throw cancelled;
        } finally {
            crowd.ends();
            over();
        }
    }

    /** Is started as a task of its own. */
    void start() {
        started = crowd.drawn().loop().start(this);
        task = started;
    }

    /** Somebody cancels it, from outside. */
    void cancel() {
        if (task != null && task.cancel("from outside")) {
            disturbed = true;
            if (!began) {
                over();
            }
        }
    }

    private void over() {
        place = crowd.nextPlace();
        end = crowd.now();
    }

    /** Its task, once it was started. */
    Task<Integer> task() {
        if (started == null) {
            throw new IllegalStateException("job " + number + " was not started");
        }
        return started;
    }

    int number() {
        return number;
    }

    /** Whether it began to run. */
    boolean hasBegun() {
        return began;
    }

    /** Whether it runs no more, or was cancelled before it did. */
    boolean isOver() {
        return place > 0;
    }

    /** How many were over before it, and one more. */
    int place() {
        return place;
    }

    /** When it was over. */
    Duration end() {
        return end;
    }

    /** Whether somebody from outside has cancelled it. */
    boolean isDisturbed() {
        return disturbed;
    }

    /** Whether it has brought its value. */
    boolean hasValue() {
        return brought;
    }

    /** What it has failed with. */
    @Nullable
    Fault thrown() {
        return thrown;
    }
}
