package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testkit.Interleaving;
import java.util.List;

/** The steps of a {@link Program} that use task groups. */
final class GroupSteps {

    private final Program program;
    private final Groups groups;

    GroupSteps(Program program, Groups groups) {
        this.program = program;
        this.groups = groups;
    }

    /** A group, from its beginning to its end. */
    void group(Watched me, int depth) throws Exception {
        Family family = new Family(program.drawn().clock(), me);
        try {
            groups.run(group -> me.in(family, () -> body(me, family, group, depth)));
        } catch (CancelledException cancelled) {
            program.known().add(cancelled);
            throw cancelled;
        } finally {
            family.end();
        }
        assertThat(family.isCancelled()).as("a group that was cancelled, or failed, ends as if it had not").isFalse();
    }

    private void body(Watched me, Family family, Groups.Group group, int depth) throws Exception {
        Interleaving run = program.drawn();
        try {
            for (int i = 1 + run.draw(3); i > 0; i--) {
                start(family, group, depth);
            }
            if (run.draw(4) == 0) {
                run.sometime(() -> cancel(family, group));
            }
            if (run.draw(4) == 0) {
                run.sometime(() -> start(family, group, depth));
            }
            if (run.coin()) {
                program.work(me, depth);
            }
            if (run.draw(4) == 0) {
                program.limits().within(me, () -> join(family, group));
            }
            if (run.draw(4) == 0) {
                join(family, group);
            }
        } catch (Throwable thrown) {
            family.cancel();
            throw thrown;
        }
    }

    private static void join(Family family, Groups.Group group) {
        List<Task<?>> started = family.tasks();
        try {
            group.join();
        } finally {
            assertThat(started).as("tasks of a group that was joined").allMatch(Task::isDone);
        }
    }

    private void cancel(Family family, Groups.Group group) {
        program.isCancelled();
        group.cancel("by its handle");
        if (!family.hasEnded()) {
            family.cancel();
        }
    }

    private void start(Family family, Groups.Group group, int depth) {
        if (program.isFull()) {
            return;
        }
        Watched child = new Watched(program.drawn().clock(), family.aroundTasks());
        try {
            Task<Object> task = group.start(() -> member(family, group, child, depth));
            family.add(task);
            program.isNew(child, task, 4);
        } catch (IllegalStateException refused) {
            assertThat(family.aroundTasks().mayBeCancelled() || family.hasEnded())
                    .as("there is a reason to refuse a task: %s", refused.getMessage()).isTrue();
        }
    }

    private Object member(Family family, Groups.Group group, Watched me, int depth) throws Exception {
        family.begins();
        try {
            if (program.drawn().draw(4) == 0) {
                start(family, group, depth);
            }
            return program.live(me, depth);
        } catch (CancelledException cancelled) {
            if (Faults.anyIn(cancelled)) {
                family.cancel();
            }
            throw cancelled;
        } catch (Throwable failed) {
            family.cancel();
            throw failed;
        } finally {
            family.ends();
        }
    }
}
