package dev.footbridge.cli.soak.kinds;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.stage.Planned;
import dev.footbridge.cli.soak.subject.Home;
import dev.footbridge.cli.soak.subject.Subject;
import dev.footbridge.threads.ThreadPoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * A level of its own that is closed or aborted under load: what it took settles, what it did not take is refused, and
 * failures that nobody looked at have been reported once it has closed.
 *
 * @param limit how many run at once on the pool; zero for an event loop
 * @param aborted whether it is aborted
 * @param open after how long it is closed
 * @param parts its actors
 */
record ClosingProgram(int limit, boolean aborted, Duration open, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("call", "drop", "drop", "drop failing", "await", "await failing");
    private static final List<Integer> LIMITS = List.of(0, 0, 0, 1, 2, ThreadPoolOptions.UNLIMITED);

    static Program draw(Dice dice) {
        return new ClosingProgram(dice.pick(LIMITS), dice.oneIn(2), Casting.open(dice),
                Casting.draw(dice, 2, 6, FORMS, 1));
    }

    @Override
    public String shape() {
        return (limit == 0 ? "a loop" : "a pool of " + limit) + ", " + (aborted ? "aborted" : "closed") + " after "
                + open.toNanos() / 1_000 + " us";
    }

    @Override
    public void run(Play play) {
        Own own = new Own(play, limit);
        play.perform(parts, own::use, open, () -> own.end(aborted));
        own.checkEnd();
    }

    /** The level, and what was started on it. */
    private static final class Own {

        private final Play play;
        private final Home home;
        private final ConcurrentLinkedQueue<Task<Boolean>> taken = new ConcurrentLinkedQueue<>();
        private final Set<Planned> dropped = ConcurrentHashMap.newKeySet();
        private final Set<Planned> reported = ConcurrentHashMap.newKeySet();
        private volatile boolean aborting;

        Own(Play play, int limit) {
            this.play = play;
            Subject subject = play.stage().subject();
            this.home = limit == 0
                    ? subject.loop("soak-own", this::unhandled)
                    : subject.pool("soak-own", limit, this::unhandled);
        }

        private void unhandled(String task, Throwable failure) {
            reported.addAll(Planned.in(failure));
            play.stage().failures().unhandled(task, failure);
        }

        boolean use(Step step, Scene scene) {
            try {
                return switch (step.form()) {
                    case "call" -> home.level().call(() -> job(step));
                    case "await" -> start(() -> job(step)).result();
                    case "await failing" -> start(() -> fail(step)).result();
                    case "drop" -> start(() -> job(step)) != null;
                    case "drop failing" -> start(() -> failDropped(step)) != null;
                    default -> throw Forms.unknown(step);
                };
            } catch (RejectedExecutionException | Planned closedOrFailed) {
                return false;
            } catch (CancelledException cancelled) {
                if (aborting) {
                    return false; // a cancel of the actor itself is met again at the next wait
                }
                scene.check(scene.mayBeCut(), "a task was cancelled that nobody had cancelled", cancelled);
                throw cancelled;
            }
        }

        private Task<Boolean> start(Callable<Boolean> job) {
            Task<Boolean> task = home.level().start(job);
            taken.add(task);
            return task;
        }

        private static boolean job(Step step) {
            Async.sleep(step.hold());
            return true;
        }

        /** Its failure is waited for, but if the level closes before the wait begins, it is reported first. */
        private boolean fail(Step step) {
            Async.sleep(step.hold());
            Planned failure = play.plan();
            play.perhapsSeen(failure);
            throw failure;
        }

        private boolean failDropped(Step step) {
            Async.sleep(step.hold());
            Planned failure = play.plan();
            dropped.add(failure);
            throw failure;
        }

        void end(boolean abort) {
            if (abort) {
                aborting = true;
                home.abort().run();
            } else {
                home.close().run();
            }
        }

        void checkEnd() {
            taken.forEach(task -> play.check(task.isDone(), task + " has not ended when its level has closed"));
            play.check(home.isQuiet().getAsBoolean(), "a closed level is not quiet: " + home.status().get());
            dropped.removeAll(reported);
            dropped.forEach(
                    failure -> play.check(false, failure.getMessage() + " was dropped, and not reported at the close"));
            try {
                Task<Boolean> late = home.level().start(() -> true);
                play.check(false, "a closed level took " + late);
            } catch (RejectedExecutionException closed) {
                // As it must be.
            }
        }
    }
}
