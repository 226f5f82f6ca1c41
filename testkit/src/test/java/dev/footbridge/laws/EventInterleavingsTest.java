package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An event in thousands of orders: set, cleared, waited for with limits, and given up. */
@Timeout(60)
class EventInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final int MOST = 5;

    /**
     * An event, those that wait for it, and what they must see: who waits while it is set goes on, and nobody else
     * does. Each step is at the same moment here and there, as all of it runs on one loop.
     */
    private static final class Watched {

        private final Interleaving run;
        private final Happening event;
        private boolean set;
        private int sets;
        private int waiting;

        Watched(Interleaving run, Happening event) {
            this.run = run;
            this.event = event;
        }

        void set() {
            set = true;
            sets++;
            waiting = 0;
            event.set();
            check();
        }

        void clear() {
            set = false;
            event.clear();
            check();
        }

        void check() {
            assertThat(event.waiting()).as("waiting").isEqualTo(waiting);
        }

        void watch() throws Exception {
            for (int i = 1 + run.draw(3); i > 0; i--) {
                switch (run.draw(4)) {
                    case 0 -> await(Duration.ofMillis(run.draw(4)));
                    case 1 -> {
                        try {
                            Async.withTimeout(Duration.ofMillis(run.draw(4)), () -> await());
                        } catch (TimeoutException _) {
                            // One of the ways to give up.
                        }
                    }
                    default -> await();
                }
                run.pause();
            }
        }

        private boolean await() {
            return waits(() -> {
                event.await();
                return true;
            });
        }

        private boolean await(Duration limit) {
            if (limit.isZero()) {
                assertThat(event.await(limit)).as("seen without a wait").isEqualTo(set);
                return set;
            }
            Duration begun = run.clock().elapsed();
            boolean happened = waits(() -> event.await(limit));
            if (!happened) {
                assertThat(run.clock().elapsed().minus(begun)).as("time waited").isGreaterThanOrEqualTo(limit);
            }
            return happened;
        }

        /** Whether a wait that has begun here must go on is known by now: if it is set, or was since then. */
        private boolean waits(Supplier<Boolean> wait) {
            int before = sets;
            boolean atOnce = set;
            waiting += atOnce ? 0 : 1;
            boolean happened = false;
            try {
                happened = wait.get();
            } finally {
                assertThat(happened).as("it was set meanwhile").isEqualTo(atOnce || sets > before);
                waiting -= happened ? 0 : 1;
                check();
            }
            return happened;
        }
    }

    private static Scenario watchers(Supplier<Happening> event) {
        return run -> {
            Watched watched = new Watched(run, event.get());
            List<Task<Void>> watchers = new ArrayList<>();
            for (int i = 2 + run.draw(MOST - 1); i > 0; i--) {
                Task<Void> watcher = run.loop().start(watched::watch);
                watchers.add(watcher);
                if (run.draw(3) == 0) {
                    run.sometime(watcher::cancel);
                }
            }
            for (int i = run.draw(6); i > 0; i--) {
                run.sometime(run.coin() ? watched::set : watched::clear);
                run.sometime(() -> {
                    watched.set();
                    watched.clear();
                });
            }
            for (Task<Void> watcher : watchers) {
                for (int i = 0; i < MOST && !watcher.isDone(); i++) {
                    Async.sleep(Duration.ofMillis(10));
                    watched.set();
                }
                Outcomes.check(watcher);
            }
            assertThat(watched.event.waiting()).as("waiting at the end").isZero();
        };
    }

    @Test
    @DisplayName("law 3: who waits while it is set goes on, also if it is cleared at once, in any order")
    void letsThoseGoThatWait() {
        Interleavings.of(RUNS).explore(watchers(() -> Happening.of(AsyncEvent.create())));
    }

    @Test
    void theCheckFindsNothingWrongWithASoundTwin() {
        Interleavings.of(RUNS / 4).explore(watchers(() -> new BrokenEvent(BrokenEvent.Flaw.NONE)));
    }

    @ParameterizedTest(name = "the check finds an event with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(BrokenEvent.Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(watchers(() -> new BrokenEvent(flaw))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed");
    }
}
