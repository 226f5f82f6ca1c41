package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.laws.FairTurns.Turn;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Coroutines that take permits in every way there is, hold them for a while, and are cancelled now and then. */
final class Turns {

    private static final int MOST = 6;
    private static final int VISITS = 3;

    private final Interleaving run;
    private final Turnstile turnstile;
    private final FairTurns judge;
    private final int largest;
    private final List<Task<Void>> visitors = new ArrayList<>();

    /** Visitors that take up to so many permits at once. */
    Turns(Interleaving run, Turnstile turnstile, FairTurns judge, int largest) {
        this.run = run;
        this.turnstile = turnstile;
        this.judge = judge;
        this.largest = largest;
    }

    /** Lets them come, and waits until all have gone. */
    void take() {
        for (int i = 2 + run.draw(MOST - 1); i > 0; i--) {
            Task<Void> visitor = run.loop().start(this::visit);
            visitors.add(visitor);
            if (run.draw(3) == 0) {
                run.sometime(visitor::cancel);
            }
            if (run.coin()) {
                run.pause();
            }
        }
        for (Task<Void> visitor : visitors) {
            Outcomes.check(visitor);
        }
        judge.check(turnstile);
    }

    private Duration millis(int bound) {
        return Duration.ofMillis(run.draw(bound));
    }

    private void visit() {
        for (int i = 1 + run.draw(VISITS); i > 0; i--) {
            int wanted = 1 + run.draw(largest);
            boolean taken = switch (run.draw(5)) {
                case 0 -> tries(wanted);
                case 1 -> waitsWithin(wanted, millis(4));
                case 2 -> isLimited(wanted, millis(4));
                default -> waits(wanted);
            };
            judge.check(turnstile);
            if (taken) {
                hold(wanted);
            }
        }
    }

    private void hold(int wanted) {
        try {
            if (run.coin()) {
                run.pause();
            } else {
                Async.sleep(millis(4));
            }
        } finally {
            judge.returned(wanted);
            turnstile.giveBack(wanted);
            judge.check(turnstile);
        }
    }

    private boolean tries(int wanted) {
        boolean taken = turnstile.tryTake(wanted);
        assertThat(taken).as("taken without a wait").isEqualTo(judge.tries(wanted));
        return taken;
    }

    private boolean waits(int wanted) {
        Turn turn = judge.arrives(wanted);
        try {
            turnstile.take(wanted);
        } catch (Throwable cancelled) {
            judge.leaves(turn);
            throw cancelled;
        }
        judge.goesOn(turn);
        return true;
    }

    private boolean waitsWithin(int wanted, Duration limit) {
        if (limit.isZero()) {
            boolean taken = turnstile.tryTake(wanted, limit);
            assertThat(taken).as("taken in no time").isEqualTo(judge.tries(wanted));
            return taken;
        }
        Duration begun = run.clock().elapsed();
        Turn turn = judge.arrives(wanted);
        boolean taken;
        try {
            taken = turnstile.tryTake(wanted, limit);
        } catch (Throwable cancelled) {
            judge.leaves(turn);
            throw cancelled;
        }
        if (taken) {
            judge.goesOn(turn);
        } else {
            judge.leaves(turn);
            assertThat(run.clock().elapsed().minus(begun)).as("time waited").isGreaterThanOrEqualTo(limit);
        }
        return taken;
    }

    private boolean isLimited(int wanted, Duration limit) {
        try {
            return Async.withTimeout(limit, () -> waits(wanted));
        } catch (TimeoutException _) {
            return false;
        }
    }
}
