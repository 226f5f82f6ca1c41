package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Emitter;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;

/** A source that counts for one subscriber, and the judge of what comes of its numbers. Guarded by the loop. */
final class PublishedNumbers {

    private static final Duration LONG = Duration.ofHours(1);

    private final Interleaving run;
    private final Faults faults;
    private final int numbers;
    private final boolean fails;
    /** How many may be under way that nobody has asked for. */
    private final int ahead;
    private long wanted;
    private int emitted;
    private int taken;
    private boolean left;
    private boolean begun;
    private boolean running;
    private boolean told;
    private boolean clean;

    PublishedNumbers(Interleaving run, Faults faults, int ahead) {
        this.run = run;
        this.faults = faults;
        this.ahead = ahead;
        this.numbers = run.draw(7);
        this.fails = run.draw(3) == 0;
    }

    AsyncStream<Integer> stream() {
        return AsyncStream.generate(this::count);
    }

    private void count(Emitter<Integer> out) throws Exception {
        assertThat(begun).as("it runs again for the same subscriber").isFalse();
        begun = true;
        running = true;
        try {
            checkWanted();
            for (int number = 0; number < numbers; number++) {
                breathe();
                emitted++;
                out.emit(number);
                checkWanted();
            }
            breathe();
            if (fails) {
                throw faults.next();
            }
        } catch (CancelledException stop) {
            assertThat(left).as("the subscriber has left, and it is told to stop").isTrue();
            told = true;
            Async.sleep(Duration.ofMillis(run.draw(3)));
            clean = true;
            throw stop;
        } finally {
            running = false;
        }
    }

    private void breathe() {
        switch (run.draw(12)) {
            case 0 -> Async.sleep(LONG);
            case 1, 2 -> Async.sleep(Duration.ofMillis(1 + run.draw(4)));
            default -> run.pause();
        }
    }

    /** It runs while there is demand for its next number. */
    private void checkWanted() {
        if (!left) {
            assertThat((long) emitted - ahead).as("numbers emitted before the next is wanted").isLessThan(wanted);
        }
    }

    // ---- the subscriber

    /** So many more are wanted. */
    void want(long more) {
        wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more;
    }

    /** One has come. */
    void take(int number) {
        assertThat(number).as("the number that comes next").isEqualTo(taken++);
        assertThat((long) taken).as("how many came of those that were wanted").isLessThanOrEqualTo(wanted);
    }

    /** How many have come. */
    int taken() {
        return taken;
    }

    /** The subscriber wants no more. */
    void leave() {
        left = true;
    }

    /** Whether the subscriber wants no more. */
    boolean isLeft() {
        return left;
    }

    /** It has come to its end, by a failure or not. */
    void checkEnd(boolean failed) {
        assertThat(taken).as("numbers taken before the end").isEqualTo(numbers);
        assertThat(failed).as("it has failed").isEqualTo(fails);
    }

    /** At the end of all. */
    void check() {
        assertThat(running).as("it still runs").isFalse();
        assertThat(clean).as("it has cleaned up, if it was told to stop").isEqualTo(told);
    }
}
