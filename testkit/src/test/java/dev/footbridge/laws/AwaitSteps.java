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

    AwaitSteps(Program program) {
        this.program = program;
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
            seeThrough(child, task);
            throw cancelled;
        }
        Task<Object> seen = run.draw(5) == 0 ? Async.shield(task) : task;
        try {
            await(me, child, seen);
        } catch (CancelledException cancelled) {
            program.known().add(cancelled);
            throw cancelled;
        } finally {
            assertThat(seen.isDone()).as("what was waited for has ended").isTrue();
            if (seen.isCancelled() && !task.isCancelled()) {
                seeThrough(child, task);
            }
        }
    }

    private void await(Watched me, Watched child, Task<Object> task) throws Exception {
        switch (program.drawn().draw(4)) {
            case 0 -> task.result();
            case 1 -> limited(me, child, task);
            case 2 -> {
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
            me.in(scope, () -> task.result(limit));
        } catch (TimeoutException late) {
            program.known().add(late);
            assertThat(scope.mayBeCancelled()).as("it was that limit that had passed").isTrue();
            assertThat(child.wasCancelledBefore(scope.deadline())).as("it was the limit that ended the task").isFalse();
            throw late;
        }
    }

    /** The task goes on although nobody waits for it. */
    private void seeThrough(Watched child, Task<Object> task) {
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
