package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.sync.QueueClosedException;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Workers on the items of a queue with room for all, and those who wait for the work to be done: who must go on in the very
 * moment of virtual time at which nothing is left to do, and not before.
 */
final class JoinProgram {

    private final Interleaving run;
    private final ExploredQueue<Integer> queue;
    private final List<Task<Void>> joiners = new ArrayList<>();
    private int open;
    /** How often all work was done, and when that was so for the last time. */
    private int timesDone;
    private Duration lastDone = Duration.ZERO;

    private JoinProgram(Interleaving run, ExploredQueue<Integer> queue) {
        this.run = run;
        this.queue = queue;
    }

    /** The program, on a queue made by this. */
    static Scenario on(Supplier<ExploredQueue<Integer>> queues) {
        return run -> new JoinProgram(run, queues.get()).run();
    }

    private void run() {
        List<Task<Void>> others = new ArrayList<>();
        for (int i = run.draw(3); i >= 0; i--) {
            others.add(run.loop().start(this::work));
        }
        for (int i = run.draw(3); i >= 0; i--) {
            Task<Void> joiner = run.loop().start(this::awaitWork);
            joiners.add(joiner);
            if (run.draw(4) == 0) {
                run.sometime(joiner::cancel);
            }
        }
        Task<Void> putter = run.loop().start(this::putSome);
        putter.result();
        if (run.draw(3) == 0) {
            finish(queue.abort().size());
        }
        Async.sleep(Duration.ofHours(1));
        assertThat(open).as("work not done").isZero();
        assertThat(joiners).as("those who wait for the work").allMatch(Task::isDone);
        queue.close();
        others.addAll(joiners);
        for (Task<Void> task : others) {
            if (task.outcome() instanceof Outcome.Failure<Void>(var error)) {
                throw new AssertionError(task + " failed: " + error, error);
            }
        }
    }

    private void finish(int items) {
        open -= items;
        if (open == 0 && items > 0) {
            timesDone++;
            lastDone = run.clock().elapsed();
        }
    }

    private void breathe() {
        if (run.coin()) {
            Async.sleep(Duration.ofMillis(run.draw(20)));
        } else {
            run.pause();
        }
    }

    private void putSome() {
        for (int i = run.draw(5); i >= 0; i--) {
            open++;
            queue.put(i);
            breathe();
        }
    }

    private void work() {
        try {
            for (;;) {
                queue.take();
                breathe();
                finish(1);
                queue.taskDone();
            }
        } catch (QueueClosedException closed) {
            // It ends with the queue.
        }
    }

    private void awaitWork() {
        breathe();
        boolean done = open == 0;
        int before = timesDone;
        if (run.coin()) {
            queue.join();
        } else if (!queue.join(Duration.ofMillis(run.draw(40)))) {
            assertThat(done).as("out of time with nothing to do").isFalse();
            return;
        }
        if (!done) {
            assertThat(timesDone).as("how often the work was done after %d times", before).isGreaterThan(before);
            assertThat(timesDone > before + 1 || run.clock().elapsed().equals(lastDone)).as("it went on too late")
                    .isTrue();
        }
    }
}
