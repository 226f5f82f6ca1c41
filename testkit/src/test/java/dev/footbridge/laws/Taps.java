package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Emitter;
import dev.footbridge.stream.GeneratorBody;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.stream.IntStream;

/** Sources of streams, drawn, and the judge of how they are run and closed. Guarded by the loop. */
final class Taps {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int MOST_ITEMS = 5;

    private final Interleaving run;
    private final Faults faults;
    private int opened;
    private int running;
    private boolean spilled;

    Taps(Interleaving run, Faults faults) {
        this.run = run;
        this.faults = faults;
    }

    /** So many of them at most may run at the same time. */
    static final class Places {

        private final int most;
        private int taken;

        Places(int most) {
            this.most = most;
        }

        void take() {
            taken++;
            assertThat(taken).as("how many run at the same time").isLessThanOrEqualTo(most);
        }

        void leave() {
            taken--;
        }
    }

    /** One more. */
    Tap next(Places places) {
        return new Tap(opened++, places);
    }

    /** Whether cleanup has failed, which may come up where nothing else does. */
    boolean haveSpilled() {
        return spilled;
    }

    /** All that have begun are over, cleanup included. */
    void checkClosed() {
        assertThat(running).as("sources that still run").isZero();
    }

    /** Some time, or none. */
    void breathe() {
        switch (run.draw(16)) {
            case 0 -> Async.sleep(LONG);
            case 1, 2, 3 -> Async.sleep(Duration.ofMillis(1 + run.draw(4)));
            default -> run.pause();
        }
    }

    /** A source of some items, which then ends or fails. */
    final class Tap implements GeneratorBody<Item> {

        private final int number;
        private final Places places;
        private final int items = run.draw(MOST_ITEMS + 1);
        private final boolean fails = run.draw(4) == 0;
        private final boolean spills = run.draw(8) == 0;
        private boolean begun;

        private Tap(int number, Places places) {
            this.number = number;
            this.places = places;
        }

        /** As a stream, to be run once. */
        AsyncStream<Item> stream() {
            return switch (run.draw(6)) {
                case 0 -> AsyncStream.generate(this).prefetch(run.draw(4));
                case 1 -> AsyncStream.fromGenerator(AsyncGenerator.open(o -> o.withPrefetch(run.draw(4)), this));
                case 2 -> AsyncStream.generate(this).on(run.loop());
                default -> AsyncStream.generate(this);
            };
        }

        /** What must come of it. */
        Shape shape() {
            return Shape.of(IntStream.range(0, items).mapToObj(place -> new Item(number, place)).toList(), fails);
        }

        @Override
        public String toString() {
            return "tap " + number + " of " + items + (fails ? " failing" : "");
        }

        @Override
        public void run(Emitter<Item> out) throws Exception {
            assertThat(begun).as("a source is run again").isFalse();
            begun = true;
            running++;
            try {
                places.take();
                for (int place = 0; place < items; place++) {
                    breathe();
                    out.emit(new Item(number, place));
                }
                breathe();
                if (fails) {
                    throw faults.next();
                }
            } catch (CancelledException stop) {
                if (spills) {
                    spilled = true;
                    throw faults.next();
                }
                throw stop;
            } finally {
                cleanUp();
                places.leave();
                running--;
            }
        }

        private void cleanUp() {
            Async.shielded(() -> {
                run.pause();
                Async.sleep(Duration.ofMillis(run.draw(3)));
                return "clean";
            });
        }
    }
}
