package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The steps of a {@link Program} that start a task and wait for it. */
final class AwaitSteps {

    private final Program program;
    private final Awaiting awaiting;

    AwaitSteps(Program program, Awaiting awaiting) {
        this.program = program;
        this.awaiting = awaiting;
    }

    /** Starts one, waits for it in one of the ways there are, and sees to it that it has ended. */
    void await(Watched me, int depth) throws Exception {
        if (program.isFull()) {
            return;
        }
        Interleaving run = program.drawn();
        Watched child = new Watched(run.clock(), me.waitingForIt());
        Task<Object> task = run.loop().start(() -> program.live(child, depth));
        program.isNew(child, task, 3);
        try {
            if (run.coin()) {
                me.yieldNow();
            }
        } catch (CancelledException cancelled) {
            end(child, task);
            throw cancelled;
        }
        if (run.draw(5) > 0) {
            seeThrough(me, child, task);
        } else {
            shielded(me, child, task);
        }
    }

    /** Waits for it: then it has ended, whatever became of the wait. */
    private void seeThrough(Watched me, Watched child, Task<Object> task) throws Exception {
        boolean met = me.isCancelled() && !task.isDone();
        boolean cancelled = false;
        try {
            wait(me, child, task);
        } catch (CancelledException thrown) {
            cancelled = true;
            program.known().add(thrown);
            throw thrown;
        } finally {
            assertThat(task.isDone()).as("what was waited for has ended").isTrue();
            assertThat(met && !cancelled).as("a wait that began in a cancelled scope went by").isFalse();
        }
    }

    /** Waits for a view of it: if that is cancelled it goes on. */
    private void shielded(Watched me, Watched child, Task<Object> task) throws Exception {
        Task<Object> view = Async.shield(task);
        try {
            wait(me, Watched.alone(program.drawn().clock()), view);
        } catch (CancelledException thrown) {
            program.known().add(thrown);
            throw thrown;
        } finally {
            assertThat(view.isDone()).as("what was waited for has ended").isTrue();
            if (view.isCancelled() && !task.isCancelled()) {
                end(child, task);
            }
        }
    }

    private void wait(Watched me, Watched child, Task<Object> task) throws Exception {
        switch (program.drawn().draw(5)) {
            case 0, 1 -> awaiting.result(task);
            case 2 -> limited(me, child, task);
            case 3 -> {
                if (task.outcome() instanceof Outcome.Failure<Object> failure) {
                    failure.get();
                }
            }
            default -> Async.gather(task);
        }
    }

    private void limited(Watched me, Watched child, Task<Object> task) throws Exception {
        Duration limit = program.units();
        LimitScope scope = new LimitScope(program.drawn().clock(), limit);
        try {
            me.in(scope, () -> awaiting.result(task, limit));
        } catch (TimeoutException late) {
            program.known().add(late);
            assertThat(scope.mayBeCancelled()).as("it was the limit that had passed").isTrue();
            assertThat(child.wasCancelledBefore(scope.deadline())).as("it was the limit that ended the task").isFalse();
            throw late;
        }
    }

    /** The task goes on although nobody waits for it: it is ended here. */
    private void end(Watched child, Task<Object> task) {
        program.isCancelled();
        child.cancel();
        Async.shielded(() -> {
            if (task.outcome() instanceof Outcome.Failure<Object>(Throwable error)) {
                program.faults().arrived(error);
            }
            return null;
        });
    }
}
