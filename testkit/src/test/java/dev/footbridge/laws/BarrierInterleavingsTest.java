package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncBarrier;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A barrier in thousands of orders: parties that come again, and leave, and rounds that are broken. */
@Timeout(60)
class BarrierInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final int MOST = 4;

    /** What becomes of one arrival. */
    private static final class Arrival {

        private static final int WAITS = -1;
        private static final int SENT_AWAY = -2;

        private int place = WAITS;
    }

    /** The barrier beside what it must do; each step is at the same moment here and there, as all runs on one loop. */
    private static final class Watched {

        private final Interleaving run;
        private final int parties;
        private final Meeting meeting;
        private final List<Arrival> present = new ArrayList<>();
        private boolean broken;

        Watched(Interleaving run, int parties, Meeting meeting) {
            this.run = run;
            this.parties = parties;
            this.meeting = meeting;
        }

        private Arrival arrives() {
            Arrival arrival = new Arrival();
            present.add(arrival);
            if (broken) {
                endRound(true);
            } else if (present.size() == parties) {
                endRound(false);
            }
            return arrival;
        }

        private void endRound(boolean sentAway) {
            for (int i = 0; i < present.size(); i++) {
                present.get(i).place = sentAway ? Arrival.SENT_AWAY : i;
            }
            present.clear();
        }

        void breakUp(boolean forGood) {
            broken = forGood;
            endRound(true);
            if (forGood) {
                meeting.abort();
            } else {
                meeting.reset();
            }
            check();
        }

        void check() {
            assertThat(meeting.waiting()).as("waiting").isEqualTo(present.size());
        }

        /** Arrives once; however that ends, it is what was to be expected. */
        void meet(Duration limit) throws TimeoutException {
            Arrival arrival = arrives();
            try {
                int place = limit.isNegative() ? meeting.await() : meeting.await(limit);
                assertThat(arrival.place).as("the place").isEqualTo(place);
            } catch (CancelledException | TimeoutException left) {
                assertThat(arrival.place).as("it left although all had arrived").isEqualTo(Arrival.WAITS);
                present.remove(arrival);
                throw left;
            } catch (IllegalStateException sentAway) {
                assertThat(arrival.place).as("it was sent away").isEqualTo(Arrival.SENT_AWAY);
            }
            check();
        }

        void takePart() throws Exception {
            for (int i = 1 + run.draw(4); i > 0; i--) {
                run.pause();
                try {
                    if (run.draw(3) == 0) {
                        meet(Duration.ofMillis(run.draw(4)));
                    } else if (run.draw(3) == 0) {
                        Async.withTimeout(Duration.ofMillis(run.draw(4)), () -> {
                            meet(Duration.ofNanos(-1));
                            return present;
                        });
                    } else {
                        meet(Duration.ofNanos(-1));
                    }
                } catch (TimeoutException _) {
                    check();
                }
            }
        }
    }

    private static Scenario rounds(IntFunction<Meeting> barrier) {
        return run -> {
            int parties = 1 + run.draw(MOST);
            Watched watched = new Watched(run, parties, barrier.apply(parties));
            List<Task<Void>> members = new ArrayList<>();
            for (int i = parties + run.draw(3); i > 0; i--) {
                Task<Void> member = run.loop().start(watched::takePart);
                members.add(member);
                if (run.draw(3) == 0) {
                    run.sometime(member::cancel);
                }
            }
            for (int i = run.draw(3); i > 0; i--) {
                boolean forGood = run.draw(3) == 0;
                run.sometime(() -> watched.breakUp(forGood));
            }
            for (Task<Void> member : members) {
                for (int i = 0; i < MOST * 2 && !member.isDone(); i++) {
                    Async.sleep(Duration.ofMillis(10));
                    watched.breakUp(false);
                }
                Outcomes.check(member);
            }
            assertThat(watched.meeting.waiting()).as("waiting at the end").isZero();
        };
    }

    @Test
    @DisplayName("law 3: exactly the parties that are there go on together, whoever leaves, in any order")
    void letsThePartiesGoOnTogether() {
        Interleavings.of(RUNS).explore(rounds(parties -> Meeting.of(AsyncBarrier.of(parties))));
    }

    @Test
    void theCheckFindsNothingWrongWithASoundTwin() {
        Interleavings.of(RUNS / 4).explore(rounds(parties -> new BrokenBarrier(BrokenBarrier.Flaw.NONE, parties)));
    }

    @ParameterizedTest(name = "the check finds a barrier with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(BrokenBarrier.Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(rounds(parties -> new BrokenBarrier(flaw, parties))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed");
    }
}
