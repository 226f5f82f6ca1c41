package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.laws.Numbers.Counting;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Generators that nobody closes, and tasks that pull from them until their loop is aborted, and in their cleanup.
 * Guarded by the loop.
 */
final class ShutdownProgram implements Judged {

    /** Opens a generator. */
    @FunctionalInterface
    interface Opener {
        AsyncGenerator<Integer> open(Interleaving run, int prefetch, Counting body);
    }

    private static final int MOST_AHEAD = 2;
    private static final Duration LONG = Duration.ofHours(1);

    private final Opener opener;
    private final Faults faults = new Faults();
    private final List<Lodger> lodgers = new ArrayList<>();
    private @Nullable Interleaving run;
    private String loop = "";
    private int tasks;

    private ShutdownProgram(Opener opener) {
        this.opener = opener;
    }

    /** The program, on generators opened by this. */
    static Supplier<Judged> on(Opener opener) {
        return () -> new ShutdownProgram(opener);
    }

    @Override
    public void run(Interleaving drawn) throws Exception {
        run = drawn;
        loop = drawn.loop().name();
        for (int i = drawn.draw(3); i >= 0; i--) {
            lodgers.add(new Lodger(drawn));
        }
        for (int i = drawn.draw(4); i > 0; i--) {
            drawn.loop().start(() -> live(drawn));
        }
        for (int i = drawn.draw(4); i > 0; i--) {
            pull(drawn);
            breathe(drawn);
        }
        drawn.loop().abort();
        Async.shielded(() -> {
            while (tasks > 0) {
                Async.sleep(Duration.ofMillis(1));
            }
            return tasks;
        });
    }

    /** The life of a task: it goes on to the end of the loop, or to that of a generator. */
    private void live(Interleaving drawn) throws Exception {
        tasks++;
        try {
            while (pull(drawn)) {
                breathe(drawn);
            }
        } catch (CancelledException cancelled) {
            Async.shielded(() -> pull(drawn)); // the generators are still there
            if (drawn.draw(4) == 0) {
                throw faults.next();
            }
            throw cancelled;
        } finally {
            tasks--;
        }
    }

    private void breathe(Interleaving drawn) {
        switch (drawn.draw(8)) {
            case 0 -> Async.sleep(LONG);
            case 1, 2 -> Async.sleep(Duration.ofMillis(drawn.draw(5)));
            default -> drawn.pause();
        }
    }

    private boolean pull(Interleaving drawn) {
        Lodger lodger = lodgers.get(drawn.draw(lodgers.size()));
        lodger.asked = true;
        try {
            return Async.withTimeout(Duration.ofMillis(1 + drawn.draw(5)), () -> lodger.items.next().isPresent());
        } catch (TimeoutException late) {
            return true;
        }
    }

    @Override
    public void reported(Throwable failure) {
        assertThat(failure).as("what is reported").isInstanceOf(Fault.class);
        faults.arrived(failure);
    }

    @Override
    public void judge() {
        lodgers.forEach(Lodger::judge);
        faults.check();
    }

    /** A body, and the judge of its end. */
    private final class Lodger implements Counting {

        private final AsyncGenerator<Integer> items;
        private boolean asked;
        private boolean begun;
        private boolean over;
        private boolean told;
        private boolean clean;

        Lodger(Interleaving drawn) {
            this.items = opener.open(drawn, drawn.draw(MOST_AHEAD + 1), this);
        }

        @Override
        public void run(Consumer<Integer> out) throws Exception {
            Interleaving drawn = run;
            if (drawn == null) {
                throw new AssertionError("it runs before it is asked to");
            }
            begun = true;
            try {
                for (int number = drawn.draw(20); number > 0; number--) {
                    breathe(drawn);
                    out.accept(number);
                }
            } catch (CancelledException stop) {
                assertThat(told).as("it is told to stop again").isFalse();
                told = true;
                assertThat(tasks).as("tasks that run while generators are told to stop").isZero();
                Async.sleep(Duration.ofMillis(drawn.draw(5)));
                drawn.pause();
                clean = true;
                if (drawn.draw(4) == 0) {
                    throw faults.next();
                }
            } finally {
                over = true;
            }
        }

        /** Pulls what was left over, and then no more. */
        private void exhaust() {
            for (int i = 0; i <= MOST_AHEAD; i++) {
                assertThat(items.next()).as("what was left over").isPresent();
            }
        }

        private void judge() {
            assertThat(over).as("the body is over, if it has begun").isEqualTo(begun);
            assertThat(clean).as("it has cleaned up, if it was told to stop").isEqualTo(told);
            if (told || !asked) {
                assertThatThrownBy(this::exhaust).as("a pull after the end of the loop")
                        .isInstanceOfAny(CancelledException.class,
                                begun ? CancelledException.class : RejectedExecutionException.class)
                        .hasMessageContaining(loop);
            }
        }
    }
}
