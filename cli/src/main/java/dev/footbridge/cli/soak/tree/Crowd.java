package dev.footbridge.cli.soak.tree;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Completions;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.stage.Planned;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.subject.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Several trees at once: all have ended when it has, and what failed is thrown.
 *
 * @param form how they belong together
 * @param home the level they run on
 * @param amount how many of them are waited for, where that can be said
 * @param time after how long it is cancelled, where it is
 * @param children the trees
 */
record Crowd(Form form, int home, int amount, Duration time, List<Node> children) implements Node {

    enum Form {
        GROUP, OPEN_GROUP, CANCELLED_GROUP, GATHER, GATHER_SOME, RACE, ANY, COMPLETED
    }

    @Override
    public void run(Scene scene) throws Exception {
        List<Work> works = new ArrayList<>();
        Scene inner = (isHere(scene) ? scene.beside() : scene.on(home)).loose();
        children.forEach(child -> works.add(new Work(child, inner)));
        AtomicBoolean cancelled = new AtomicBoolean();
        Throwable thrown = null;
        try {
            run(scene, works, cancelled);
            scene.check(!cancelled.get(), "a cancelled group ended as if it had not been");
        } catch (Throwable error) {
            thrown = error;
            if (!(error instanceof CancelledException) || !cancelled.get()) {
                throw error;
            }
            scene.play().seen(error); // its own cancel ends here; one from outside is met again at the next wait
        } finally {
            checkEnd(scene, works, thrown);
        }
    }

    private void run(Scene scene, List<Work> works, AtomicBoolean cancelled) throws Exception {
        switch (form) {
            case GROUP -> scene.structure().group(scene.level(home), group -> body(group, works));
            case OPEN_GROUP -> scene.structure().openGroup(scene.level(home), group -> body(group, works));
            case CANCELLED_GROUP -> cancelledGroup(scene, works, cancelled);
            case GATHER -> scene.structure().gather(start(scene, works));
            case GATHER_SOME -> gatherSome(scene, works);
            case RACE -> scene.structure().race(start(scene, works));
            case ANY -> scene.structure().any(start(scene, works));
            case COMPLETED -> completed(scene, start(scene, works));
        }
    }

    /** A gather with a limit runs on the loop that it is called on; elsewhere there is one without. */
    private boolean isHere(Scene scene) {
        return form == Form.GATHER_SOME && scene.isOnLoop();
    }

    private void gatherSome(Scene scene, List<Work> works) {
        if (isHere(scene)) {
            Async.gather(Math.max(1, amount), works);
        } else {
            scene.structure().gather(start(scene, works));
        }
    }

    private List<Task<Boolean>> start(Scene scene, List<Work> works) {
        return works.stream().map(work -> scene.level(home).start(work)).toList();
    }

    private Boolean body(Group group, List<Work> works) {
        List<Task<Boolean>> tasks = works.stream().map(group::start).toList();
        tasks.stream().limit(amount).forEach(Task::result);
        return true;
    }

    /** Cancelled by one of its own: that is how it ends then, unless something failed. */
    private void cancelledGroup(Scene scene, List<Work> works, AtomicBoolean cancelled) {
        Scene inner = scene.on(home).loose();
        boolean _ = scene.structure().group(scene.level(home), group -> {
            Task<Boolean> _ = group.start(() -> {
                inner.pause(time);
                group.cancel("enough");
                cancelled.set(true);
                return true;
            });
            return body(group, works);
        });
    }

    private void completed(Scene scene, List<Task<Boolean>> tasks) {
        try (Completions<Boolean> completions = Async.asCompleted(tasks)) {
            int left = amount;
            for (Task<Boolean> task : completions) {
                scene.check(task.isDone(), "asCompleted returned a task that had not ended");
                if (task.outcome() instanceof Outcome.Failure<Boolean>(Throwable error)) {
                    scene.play().seen(error);
                }
                if (--left <= 0) {
                    return;
                }
            }
        }
    }

    private void checkEnd(Scene scene, List<Work> works, @Nullable Throwable thrown) {
        long running = works.stream().filter(Work::isUnderWay).count();
        scene.check(running == 0, running + " children of a " + form + " outlived it");
        Set<Planned> arrived = thrown == null ? Set.of() : Planned.in(thrown);
        for (Work work : works) {
            if (form == Form.ANY && thrown == null) {
                work.carried().forEach(scene.play()::perhapsSeen);
            }
            boolean mustArrive = switch (form) {
                case GROUP, OPEN_GROUP, CANCELLED_GROUP, GATHER, GATHER_SOME -> true;
                case RACE, ANY -> thrown != null;
                case COMPLETED -> false;
            };
            scene.check(!mustArrive || arrived.containsAll(work.failures()), "a " + form + " threw " + thrown
                    + " and lost one of " + work.failures());
        }
    }

    @Override
    public String toString() {
        return form + " on " + Stage.nameOf(home) + " (" + amount + ", " + time.toNanos() / 1_000 + " us) " + children;
    }
}
