package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The law of context, for every way in which a job comes to run later or elsewhere. */
@Timeout(60)
class ContextHopsTest {

    private final Marks marks = Marks.carried();
    private final Places places = new Places();

    @AfterEach
    void close() {
        places.close();
        marks.close();
    }

    /** Begins the job with one mark, or none, and waits for it with another. */
    private String run(Hop hop, String mark, Callable<String> job) throws Exception {
        Callable<String> end = mark.isEmpty() ? hop.begin(places, job) : Marks.with(mark, () -> hop.begin(places, job));
        return Marks.with("waiter", () -> {
            places.gate.complete(null);
            String got = end.call();
            assertThat(Marks.seen()).isEqualTo(Marks.all("waiter"));
            return got;
        });
    }

    @ParameterizedTest(name = "H1: {0}")
    @EnumSource
    void showsTheJobWhatItsStarterHad(Hop hop) throws Exception {
        assertThat(run(hop, "ada", Marks::seen)).isEqualTo(Marks.all("ada"));
    }

    @ParameterizedTest(name = "H1, law 6: {0}")
    @EnumSource
    void showsAJobNothingOfTheThreadThatWaits(Hop hop) throws Exception {
        assertThat(run(hop, "", Marks::seen)).isEqualTo(Marks.NONE);
    }

    @ParameterizedTest(name = "H2: {0}")
    @EnumSource
    void keepsWhatTheJobChangesFromItsStarter(Hop hop) {
        Marks.with("ada", () -> {
            Callable<String> end = hop.begin(places, Marks::change);
            places.gate.complete(null);
            assertThat(end.call()).isEqualTo(Marks.all("ada"));
            assertThat(Marks.seen()).isEqualTo(Marks.all("ada"));
        });
    }

    @ParameterizedTest(name = "law 6: {0}")
    @EnumSource
    void leavesNothingToTheNextJob(Hop hop) throws Exception {
        for (int round = 0; round < 3; round++) {
            assertThat(run(hop, "ada", Marks::change)).isEqualTo(Marks.all("ada"));
            assertThat(run(hop, "", Marks::change)).isEqualTo(Marks.NONE);
        }
        assertThat(Marks.seen()).isEqualTo(Marks.NONE);
    }

    @ParameterizedTest(name = "law 6: {0}")
    @EnumSource
    void leavesNothingBehindAFailure(Hop hop) throws Exception {
        AssertionError odd = new AssertionError("odd");
        Marks.with("ada", () -> {
            Throwable thrown = catchThrowable(() -> {
                Callable<String> end = hop.begin(places, () -> {
                    Marks.change();
                    throw odd;
                });
                places.gate.complete(null);
                end.call();
            });
            assertThat(root(thrown)).isSameAs(odd);
            assertThat(Marks.seen()).isEqualTo(Marks.all("ada"));
        });
        assertThat(run(hop, "", Marks::seen)).isEqualTo(Marks.NONE);
    }

    private static Throwable root(Throwable error) {
        return error.getCause() == null ? error : root(error.getCause());
    }
}
