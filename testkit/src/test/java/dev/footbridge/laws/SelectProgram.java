package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.laws.Chooser.Chosen;
import dev.footbridge.laws.Chooser.Clause;
import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueClosedException;
import dev.footbridge.sync.QueueStats;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Some who put and take by selects over a few queues, drawn: which, how many, in which order, with which limits, who is
 * cancelled and when, and when each queue is closed. One that only takes, from all queues, is never cancelled and goes on to
 * the close, so somebody can always go on.
 */
final class SelectProgram {

    /** When the queues are closed. */
    enum End {
        ONCE_ALL_IS_DONE, SOMETIME
    }

    private static final Duration LONG = Duration.ofDays(1);

    private final Interleaving run;
    private final Chooser chooser;
    private final List<AsyncQueue<Item>> queues = new ArrayList<>();
    private final Set<AsyncQueue<Item>> closed = new HashSet<>();
    private final Ledger ledger = new Ledger();
    private int items;

    private SelectProgram(Interleaving run, Chooser chooser) {
        this.run = run;
        this.chooser = chooser;
    }

    /** The program, with this way to select. */
    static Scenario with(Function<Interleaving, Chooser> choosers, End end) {
        return run -> new SelectProgram(run, choosers.apply(run)).run(end);
    }

    private void run(End end) {
        for (int i = 2 + run.draw(2); i > 0; i--) {
            queues.add(AsyncQueue.bounded(run.draw(3)));
        }
        List<Task<Void>> actors = new ArrayList<>();
        for (int i = 2 + run.draw(3); i > 0; i--) {
            Task<Void> actor = run.loop().start(this::act);
            actors.add(actor);
            if (run.draw(3) == 0) {
                run.sometime(actor::cancel);
            }
        }
        Task<Void> sweeper = run.loop().start((BlockingAction) this::sweep);
        if (end == End.SOMETIME) {
            queues.forEach(queue -> run.sometime(() -> close(queue)));
        }
        actors.forEach(SelectProgram::assertEnded);
        if (end == End.ONCE_ALL_IS_DONE) {
            Async.sleep(Duration.ofHours(1));
            checkAtRest();
            queues.forEach(this::close);
        }
        assertEnded(sweeper);
        checkAtTheEnd();
    }

    private void close(AsyncQueue<Item> queue) {
        closed.add(queue);
        if (run.coin()) {
            queue.close();
        } else {
            ledger.dropped(queue.abort());
        }
    }

    private static void assertEnded(Task<Void> task) {
        if (task.outcome() instanceof Outcome.Failure<Void>(var error)) {
            throw new AssertionError(task + " failed: " + error, error);
        }
    }

    /** Only the sweeper waits, so there is nothing it could take. */
    private void checkAtRest() {
        for (AsyncQueue<Item> queue : queues) {
            QueueStats stats = queue.stats();
            assertThat(stats.size()).as("items in a queue while somebody waits for one").isZero();
            assertThat(stats.waitingToPut()).as("who waits to put while somebody waits to take").isZero();
            assertThat(stats.waitingToTake()).as("those who wait to take").isEqualTo(1);
        }
        assertThat(ledger.inside()).as("items lost").isZero();
    }

    private void checkAtTheEnd() {
        long put = 0;
        for (AsyncQueue<Item> queue : queues) {
            queue.close();
            ledger.dropped(queue.abort());
            assertThat(queue.stats()).returns(0, QueueStats::waitingToPut).returns(0, QueueStats::waitingToTake);
            put += queue.stats().put();
        }
        ledger.check();
        assertThat(put).as("items that all queues accepted").isEqualTo(ledger.accepted());
    }

    private void breathe() {
        if (run.draw(4) == 0) {
            Async.sleep(Duration.ofMillis(run.draw(20)));
        } else {
            run.pause();
        }
    }

    private void act() {
        try {
            for (int i = 1 + run.draw(5); i > 0; i--) {
                breathe();
                List<Clause<Item>> clauses = new ArrayList<>();
                Item mine = new Item(0, items++);
                for (int n = run.draw(3); n >= 0; n--) {
                    AsyncQueue<Item> queue = queues.get(run.draw(queues.size()));
                    clauses.add(new Clause<>(queue, run.coin() ? mine : null));
                }
                choose(mine, clauses, limit(clauses));
            }
        } catch (QueueClosedException someQueue) {
            // It ends with the first queue that does.
        }
    }

    /** One that only takes does not wait for ever: it may be that nobody puts. */
    private Duration limit(List<Clause<Item>> clauses) {
        boolean puts = clauses.stream().anyMatch(clause -> clause.item() != null);
        return switch (run.draw(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofMillis(run.draw(20));
            default -> puts ? LONG : Duration.ofMillis(run.draw(20));
        };
    }

    private void choose(Item mine, List<Clause<Item>> clauses, Duration limit) {
        int ready = firstReady(clauses);
        boolean put = false;
        try {
            Chosen<Item> chosen = chooser.choose(clauses, limit).orElse(null);
            if (chosen != null && clauses.get(chosen.clause()).item() == null) {
                ledger.taken(chosen.item());
            }
            put = chosen != null && clauses.get(chosen.clause()).item() != null;
            assertThat(chosen == null ? clauses.size() : chosen.clause()).as("the clause that happened, of %s", clauses)
                    .isLessThanOrEqualTo(ready);
        } finally {
            if (put) {
                ledger.accepted(mine);
            } else {
                ledger.refused(mine);
            }
        }
    }

    /** The first clause that can surely happen now. */
    private int firstReady(List<Clause<Item>> clauses) {
        for (int i = 0; i < clauses.size(); i++) {
            AsyncQueue<Item> queue = clauses.get(i).queue();
            if (clauses.get(i).item() == null ? queue.size() > 0 : queue.size() < queue.capacity()) {
                return i;
            }
        }
        return clauses.size();
    }

    private void sweep() {
        List<AsyncQueue<Item>> open = new ArrayList<>(queues);
        while (!open.isEmpty()) {
            try {
                List<Clause<Item>> takes = new ArrayList<>();
                open.forEach(queue -> takes.add(new Clause<>(queue, null)));
                for (;;) {
                    chooser.choose(takes, LONG).ifPresent(chosen -> ledger.taken(chosen.item()));
                    breathe();
                }
            } catch (QueueClosedException someQueue) {
                open.removeIf(queue -> queue.isClosed() && queue.size() == 0);
            }
        }
    }
}
