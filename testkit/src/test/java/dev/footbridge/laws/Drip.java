package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Emitter;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A source that takes a drawn time for each item, and says when each came. Guarded by the loop. */
final class Drip {

    static final Duration UNIT = Duration.ofMillis(1);

    private static final int MOST_ITEMS = 6;

    private final Interleaving run;
    private final Faults faults;
    private final int failing;
    private final List<Duration> delays = new ArrayList<>();
    private final List<Duration> times = new ArrayList<>();
    private final List<Duration> begins = new ArrayList<>();
    private final List<Duration> ends = new ArrayList<>();
    private final Duration cleanup;
    private boolean running;

    /** One of which so many runs fail before one does not. */
    Drip(Interleaving run, Faults faults, int failing) {
        this.run = run;
        this.faults = faults;
        this.failing = failing;
        this.cleanup = UNIT.multipliedBy(run.draw(3));
        for (int i = run.draw(MOST_ITEMS); i >= 0; i--) {
            delays.add(UNIT.multipliedBy(run.draw(2) * run.draw(7)));
        }
    }

    AsyncStream<Integer> stream() {
        AsyncStream<Integer> items = AsyncStream.generate(this::drip);
        return run.coin() ? items : items.on(run.loop());
    }

    private void drip(Emitter<Integer> out) throws Exception {
        assertThat(running).as("one run has not ended, and another begins").isFalse();
        running = true;
        begins.add(now());
        try {
            for (int i = 0; i < items(); i++) {
                delay(i);
                times.add(now());
                out.emit(i);
            }
            delay(items());
            if (begins.size() <= failing) {
                throw faults.next();
            }
        } catch (CancelledException stop) {
            Async.shielded(() -> {
                Async.sleep(cleanup);
                return cleanup;
            });
            throw stop;
        } finally {
            ends.add(now());
            running = false;
        }
    }

    private void delay(int item) {
        run.pause();
        Async.sleep(delays.get(item));
        run.pause();
    }

    private Duration now() {
        return run.clock().elapsed();
    }

    /** How many items each run brings. */
    int items() {
        return delays.size() - 1;
    }

    /** How long an item takes from when it is asked for; the last of these is the time to the end. */
    List<Duration> delays() {
        return delays;
    }

    /** When the items came, of all runs. */
    List<Duration> times() {
        return times;
    }

    /** When its runs began. */
    List<Duration> begins() {
        return begins;
    }

    /** When its runs ended. */
    List<Duration> ends() {
        return ends;
    }

    /** What its cleanup takes. */
    Duration cleanup() {
        return cleanup;
    }

    /** It does not run. */
    void checkClosed() {
        assertThat(running).as("a source that still runs").isFalse();
    }
}
