package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A body that emits 0, 1, 2 and so on, in a drawn way, and the judge of what becomes of its numbers, of its failures
 * and of itself. Guarded by the loop.
 */
final class NumberBody implements Numbers.Counting {

    /** What it does when it is told to stop, after its cleanup. */
    enum Manners {
        /** Lets the exception pass, or just returns. */
        GOOD,
        /** Emits once more. */
        EMITS_AGAIN,
        /** Emits again and again. */
        NEVER_STOPS
    }

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String MISUSE = "after it was told to stop";

    private final Interleaving run;
    private final int prefetch;
    private final Manners manners;
    private final int numbers;
    private final boolean fails;
    private final boolean cleanupFails;
    private final Faults faults = new Faults();
    private int emitted;
    private int taken;
    private int wanted;
    private boolean owed;
    private boolean running;
    private boolean over;
    private boolean toStop;
    private boolean told;
    private boolean clean;
    private boolean stuck;
    private int misuses;

    NumberBody(Interleaving run, int prefetch, Manners manners) {
        this.run = run;
        this.prefetch = prefetch;
        this.manners = manners;
        this.numbers = run.draw(7);
        this.fails = run.draw(3) == 0;
        this.cleanupFails = run.draw(4) == 0;
    }

    // ---- the body

    @Override
    public void run(Consumer<Integer> out) throws Exception {
        assertThat(running || over).as("the body runs again").isFalse();
        running = true;
        try {
            count(out);
            over = true;
        } catch (Fault failure) {
            over = true;
            throw failure;
        } catch (CancelledException stop) {
            assertThat(toStop).as("somebody closed what was told to stop").isTrue();
            assertThat(told).as("the body is told twice").isFalse();
            told = true;
            cleanUp();
            misbehave(out);
            if (run.coin()) {
                throw stop;
            }
        } finally {
            running = false;
        }
    }

    private void count(Consumer<Integer> out) throws Fault {
        checkWanted();
        for (int number = 0; number < numbers; number++) {
            breathe();
            emitted++;
            out.accept(number);
            checkWanted();
        }
        breathe();
        if (fails) {
            throw faults.next();
        }
    }

    private void breathe() {
        switch (run.draw(8)) {
            case 0 -> Async.sleep(LONG);
            case 1, 2 -> Async.sleep(Duration.ofMillis(1 + run.draw(5)));
            case 3 -> rest();
            default -> run.pause();
        }
        checkWanted();
    }

    private void rest() {
        Async.shielded(() -> {
            Async.sleep(Duration.ofMillis(1));
            return "rested";
        });
    }

    /** It runs only while a number is asked for, or there is room for it. */
    private void checkWanted() {
        if (toStop) {
            return;
        }
        if (prefetch == 0) {
            assertThat(wanted > 0 || owed).as("a number is asked for").isTrue();
        }
        assertThat(emitted - taken).as("numbers it is ahead by").isLessThanOrEqualTo(prefetch);
    }

    private void cleanUp() throws Fault {
        for (int i = run.draw(3); i > 0; i--) {
            run.pause();
            Async.sleep(Duration.ofMillis(run.draw(5)));
        }
        clean = true;
        if (cleanupFails && manners == Manners.GOOD) {
            throw faults.next();
        }
    }

    private void misbehave(Consumer<Integer> out) {
        if (manners == Manners.GOOD) {
            return;
        }
        stuck = manners == Manners.NEVER_STOPS;
        misuses += stuck ? 1 : 0;
        do {
            try {
                out.accept(-1);
                throw new AssertionError("an emit after the stop went by");
            } catch (CancelledException again) {
                // It was told in another wait, and now here.
            } catch (IllegalStateException refused) {
                assertThat(refused).hasMessageContaining(MISUSE);
                if (manners == Manners.EMITS_AGAIN) {
                    misuses++;
                    throw refused;
                }
            }
        } while (stuck);
    }

    // ---- those who pull

    /** Somebody begins to pull. */
    void wanted() {
        wanted++;
    }

    /** Somebody pulls no longer. */
    void notWanted() {
        wanted--;
    }

    /** Somebody left without what was asked for. */
    void left() {
        owed = true;
    }

    /** A pull has brought this. */
    void taken(int number) {
        owed = false;
        assertThat(number).as("the number that comes next").isEqualTo(taken++);
    }

    /** A failure has come to where it is looked at. */
    void arrived(Throwable failure) {
        faults.arrived(failure);
        if (failure instanceof IllegalStateException && failure.getMessage().contains(MISUSE)) {
            misuses--;
        }
    }

    /** A failure has come to the failure handler, as nobody who pulls has come so far. */
    void reported(Throwable failure) {
        assertThat(failure).as("what is reported").isInstanceOf(Fault.class);
        assertThat(prefetch).as("how far the body may be ahead, which failed unseen: %s", failure).isPositive();
        assertThat(toStop && !told).as("it has failed by itself, and was closed then").isTrue();
        arrived(failure);
    }

    /** A pull has come to the end. */
    void checkEnded() {
        assertThat(over).as("the body has come to the end of its numbers").isTrue();
        assertThat(taken).as("numbers taken before the end").isEqualTo(numbers);
    }

    // ---- those who close

    /** Somebody begins to close it. */
    void toStop() {
        toStop = true;
    }

    /** Whether anybody has begun to close it. */
    boolean isToStop() {
        return toStop;
    }

    /** A close that began then has returned. */
    void checkClosed(Duration begin) {
        assertThat(running && !stuck).as("the body runs after the close").isFalse();
        assertThat(told && !clean).as("the cleanup was cut short").isFalse();
        assertThat(run.clock().elapsed().minus(begin)).as("how long the close took").isLessThan(SHORT);
    }

    /** At the end: each failure has come up once. */
    void check() {
        faults.check();
        assertThat(misuses).as("emits after the stop that nobody was told of").isZero();
    }
}
