package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program drawn from the seed: a tree of tasks in groups, limits and shields that sleep, fail, wait for each other,
 * clean up and are cancelled at drawn moments, each step of it judged. Guarded by the loop.
 */
final class Program {

    /** What the code of a task may do. */
    enum Step {
        YIELD, SLEEP, SLEEP_LONG, SHIELD, FAIL, GROUP, LIMIT, MOVE_ON, MOVED_LIMIT, AWAIT
    }

    private static final Duration UNIT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);
    private static final int MAX_TASKS = 9;

    private final Interleaving run;
    private final List<Step> steps;
    private final int depth;
    private final GroupSteps groups;
    private final LimitSteps limits;
    private final AwaitSteps awaits;
    private final Faults faults = new Faults();
    private final List<Watched> tasks = new ArrayList<>();
    private final Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private int cancels;

    /** A program of these steps, one inside the other to this depth. */
    Program(Interleaving run, Parts parts, List<Step> steps, int depth) {
        this.run = run;
        this.groups = new GroupSteps(this, parts.groups());
        this.limits = new LimitSteps(this, parts.limits());
        this.awaits = new AwaitSteps(this, parts.awaiting());
        this.steps = steps;
        this.depth = depth;
    }

    /** Runs it to its end. */
    void run() {
        Watched root = Watched.alone(run.clock());
        Task<Object> task = run.loop().start(() -> live(root, depth));
        isNew(root, task, 2);
        if (run.coin()) {
            Async.waitAll(List.of(task));
        }
        switch (task.outcome()) {
            case Outcome.Success<Object> _ -> {
            }
            case Outcome.Failure<Object>(Fault fault) -> faults.arrived(fault);
            case Outcome.Failure<Object> other -> other.get();
            case Outcome.Cancelled<Object> _ -> assertThat(cancels).as("how often anything was cancelled").isPositive();
        }
        tasks.forEach(Watched::check);
        faults.check();
    }

    // ---- tasks

    /** The life of a task: what it does, and what it says about failures that go no further. */
    Object live(Watched me, int depth) throws Exception {
        try {
            work(me, depth);
            return "done";
        } catch (TimeoutException late) {
            faults.arrived(late);
            return "late";
        } catch (CancelledException cancelled) {
            if (me.mayHaveBeenCancelled() || !Faults.anyIn(cancelled)) {
                faults.arrived(cancelled);
                throw new CancelledException(cancelled.reason());
            }
            throw cancelled; // nobody cancelled this task, so it has to fail with what the exception carries
        }
    }

    /** Some steps, and what cleanup there is. */
    void work(Watched me, int depth) throws Exception {
        try {
            for (int i = run.draw(3); i >= 0; i--) {
                step(me, depth);
            }
        } catch (CancelledException cancelled) {
            Fault inCleanup = cleanup(me);
            if (inCleanup != null) {
                inCleanup.addSuppressed(cancelled);
                throw inCleanup;
            }
            throw cancelled;
        }
    }

    private @Nullable Fault cleanup(Watched me) throws Exception {
        switch (run.draw(4)) {
            case 0 -> me.shielded(() -> me.sleep(UNIT));
            case 1 -> me.shielded(me::yieldNow);
            case 2 -> {
                return faults.next();
            }
            default -> {
            }
        }
        return null;
    }

    private void step(Watched me, int depth) throws Exception {
        Step step = steps.get(run.draw(steps.size()));
        switch (depth == 0 && step.ordinal() > Step.FAIL.ordinal() ? Step.SLEEP : step) {
            case YIELD -> me.yieldNow();
            case SLEEP -> me.sleep(units());
            case SLEEP_LONG -> me.sleep(LONG);
            case SHIELD -> me.shielded(() -> {
                me.sleep(units());
                me.yieldNow();
            });
            case FAIL -> throw faults.next();
            case GROUP -> groups.group(me, depth - 1);
            case LIMIT -> limits.within(me, () -> work(me, depth - 1));
            case MOVE_ON -> limits.moveOn(me, () -> work(me, depth - 1));
            case MOVED_LIMIT -> limits.movable(me, () -> work(me, depth - 1));
            case AWAIT -> awaits.await(me, depth - 1);
        }
    }

    // ---- what the steps share

    Interleaving drawn() {
        return run;
    }

    /** A short time. */
    Duration units() {
        return UNIT.multipliedBy(1L + run.draw(3));
    }

    Faults faults() {
        return faults;
    }

    /**
     * Exceptions that have a reason to be thrown here although nobody cancelled this code and no limit around it
     * passed.
     */
    Set<Throwable> known() {
        return known;
    }

    /** Whether there are enough tasks. */
    boolean isFull() {
        return tasks.size() >= MAX_TASKS;
    }

    /** One more task, which may be cancelled sometime: once in so many. */
    void isNew(Watched watched, Task<Object> task, int odds) {
        watched.is(task);
        tasks.add(watched);
        if (run.draw(odds) == 0) {
            run.sometime(() -> {
                cancels++;
                watched.cancel();
            });
        }
    }

    /** Something is cancelled. */
    void isCancelled() {
        cancels++;
    }

    /** The steps with a limit. */
    LimitSteps limits() {
        return limits;
    }
}
