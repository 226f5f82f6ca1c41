package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.stream.Emitter;
import dev.footbridge.stream.GeneratorBody;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A generator whose close waits only so long, while its body's cleanup may take longer, somebody pulls, and one or two
 * close it. Guarded by the loop.
 */
final class CloseLimitProgram implements Judged {

    /** Opens a generator with a limit for its close. */
    @FunctionalInterface
    interface LimitedOpener {
        Numbers open(Interleaving run, Duration limit, int prefetch, GeneratorBody<Integer> body);
    }

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration UNIT = Duration.ofMillis(1);
    private static final int MOST_AHEAD = 3;

    private final LimitedOpener opener;
    private final Faults faults = new Faults();
    private Duration limit = Duration.ZERO;
    private Duration closed = Duration.ZERO;
    private boolean closing;
    private boolean begun;
    private boolean over;
    private boolean told;
    private boolean clean;
    private boolean late;
    private int reports;

    private CloseLimitProgram(LimitedOpener opener) {
        this.opener = opener;
    }

    /** The program, on a generator opened by this. */
    static Supplier<Judged> on(LimitedOpener opener) {
        return () -> new CloseLimitProgram(opener);
    }

    @Override
    public void run(Interleaving run) throws Exception {
        limit = UNIT.multipliedBy(run.draw(6));
        Numbers numbers = opener.open(run, limit, run.draw(MOST_AHEAD + 1), out -> count(run, out));
        List<Puller> users = new ArrayList<>();
        users.add(Puller.start(run, _ -> pull(run, numbers)));
        for (int i = run.draw(2); i >= 0; i--) {
            users.add(Puller.start(run, _ -> {
                Async.sleep(UNIT.multipliedBy(run.draw(10)));
                run.pause();
                close(run, numbers);
            }));
        }
        users.forEach(user -> Outcomes.check(user.task()));
        while (begun && !over) {
            Async.sleep(LONG);
        }
    }

    private void pull(Interleaving run, Numbers numbers) throws Exception {
        try {
            for (int i = 0; !closing; i++) {
                assertThat(numbers.next()).as("the number that comes next").contains(i);
                run.pause();
            }
        } catch (CancelledException stop) {
            assertThat(closing).as("somebody closed it").isTrue();
            assertThat(run.clock().elapsed().minus(closed)).as("how long a pull waited on").isLessThanOrEqualTo(limit);
        }
    }

    private void close(Interleaving run, Numbers numbers) throws Exception {
        Duration begin = run.clock().elapsed();
        closed = closing ? closed : begin;
        closing = true;
        try {
            numbers.close();
        } catch (Fault failure) {
            faults.arrived(failure);
        }
        Duration took = run.clock().elapsed().minus(begin);
        assertThat(took).as("how long the close took").isLessThanOrEqualTo(limit);
        if (begun && !over) {
            late = true;
            assertThat(took).as("how long a close took that left cleanup behind").isEqualTo(limit);
        }
    }

    private void count(Interleaving run, Emitter<Integer> out) throws Exception {
        begun = true;
        try {
            for (int number = 0;; number++) {
                Async.sleep(run.draw(8) == 0 ? LONG : UNIT.multipliedBy(run.draw(4)));
                run.pause();
                out.emit(number);
            }
        } catch (CancelledException stop) {
            assertThat(told).as("it is told again").isFalse();
            told = true;
            Async.sleep(run.draw(8) == 0 ? LONG : UNIT.multipliedBy(run.draw(8)));
            clean = true;
            if (run.draw(4) == 0) {
                throw faults.next();
            }
        } finally {
            over = true;
        }
    }

    @Override
    public void reported(Throwable failure) {
        if (failure instanceof TimeoutException) {
            assertThat(failure).hasMessageContaining("goes on in the background");
            reports++;
        } else {
            faults.arrived(failure);
            assertThat(late).as("the cleanup that failed had been left behind").isTrue();
        }
    }

    @Override
    public void judge() {
        assertThat(clean).as("it has cleaned up").isEqualTo(begun);
        assertThat(reports).as("reports of cleanup that was left behind").isEqualTo(late && limit.isPositive() ? 1 : 0);
        faults.check();
    }
}
