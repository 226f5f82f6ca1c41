package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Task;
import dev.footbridge.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task group of a program under test, seen from its body and its tasks. Guarded by the loop. */
final class Family implements Watched.Scope {

    private final VirtualClock clock;
    private final Watched owner;
    private final List<Task<?>> tasks = new ArrayList<>();
    private int alive;
    private @Nullable Duration cancelled;
    private boolean ended;

    /** A group whose body is part of this task. */
    Family(VirtualClock clock, Watched owner) {
        this.clock = clock;
        this.owner = owner;
    }

    /** One more task of the group. */
    void add(Task<?> task) {
        tasks.add(task);
    }

    /** Its tasks so far. */
    List<Task<?>> tasks() {
        return List.copyOf(tasks);
    }

    /** One of its tasks begins to run. */
    void begins() {
        assertThat(ended).as("a task of a group begins after the group has ended").isFalse();
        alive++;
    }

    /** One of its tasks has run, cleanup included. */
    void ends() {
        alive--;
    }

    /** It was cancelled by its handle, or a task or the body has failed. */
    void cancel() {
        cancelled = cancelled == null ? clock.elapsed() : cancelled;
    }

    /** Whether it is over: nothing may happen in it any more. */
    boolean hasEnded() {
        return ended;
    }

    /** Its owner goes on behind it. */
    void end() {
        ended = true;
        assertThat(alive).as("tasks that run when their group has ended").isZero();
        assertThat(tasks).as("the tasks of a group that has ended").allMatch(Task::isDone);
    }

    @Override
    public boolean isCancelled() {
        return cancelled != null;
    }

    @Override
    public boolean mayBeCancelled() {
        return isCancelled();
    }

    @Override
    public @Nullable Duration since() {
        return cancelled;
    }

    /** What is around its tasks: the group, and whatever its owner is in. */
    Watched.Scope aroundTasks() {
        Watched.Scope outside = owner.waitingForIt();
        return new Watched.Scope() {
            @Override
            public boolean isCancelled() {
                return cancelled != null;
            }

            @Override
            public boolean mayBeCancelled() {
                return cancelled != null || outside.mayBeCancelled();
            }

            @Override
            public @Nullable Duration since() {
                return cancelled != null ? cancelled : outside.since();
            }
        };
    }
}
