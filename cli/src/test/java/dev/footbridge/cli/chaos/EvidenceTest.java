package dev.footbridge.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.chaos.Ledger.Suspect;
import dev.footbridge.cli.chaos.deeds.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    private static final Suspect CRASH = new Suspect("quick job 1", 1, 100, "it died");
    private static final Suspect TIMEOUT = new Suspect("limited job 2", 2, 0, "too long");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("marks");
    }

    private void ran(String kind, long number, long pid) throws IOException {
        Mark.of(file(), kind, number).leave(pid);
    }

    private Evidence evidence(Suspect... suspects) throws IOException {
        return Evidence.read(file(), Kinds.ALL, List.of(suspects));
    }

    @Test
    void nothingRanMeansNothingRanTwice() throws IOException {
        assertThat(evidence().twice()).isEmpty();
    }

    @Test
    void countsRunsInAllProcesses() throws IOException {
        ran("quick", 1, 100);
        ran("quick", 2, 100);
        ran("quick", 1, 101);
        Mark.of(file(), "map", 3).ofPart(1).leave(100);
        Mark.of(file(), "map", 3).ofPart(2).leave(100);
        assertThat(evidence().twice()).containsExactly("quick job 1");
    }

    @Test
    void letsThoseRunAgainThatMay() throws IOException {
        Mark mark = Mark.of(file(), "halt-once", 5).withRetries(2);
        for (int i = 0; i < 3; i++) {
            mark.leave(i);
        }
        assertThat(evidence().twice()).isEmpty();
        mark.leave(4);
        assertThat(evidence().twice()).containsExactly("halt-once job 5");
    }

    @Test
    void aCrashHasACauseIfItsProcessWasStruck() throws IOException {
        ran("quick", 1, 100);
        ran(Havoc.KILL, 0, 101);
        assertThat(evidence(CRASH).withoutCause()).containsExactly(CRASH);
        ran("halt", 7, 100);
        assertThat(evidence(CRASH).withoutCause()).isEmpty();
    }

    @Test
    void aCrashHasACauseIfThePoolBroughtItAboutForAJobThatDidNotStop() throws IOException {
        Suspect killed = new Suspect("async job 1", 1, 100, "was killed ... (killGrace)");
        assertThat(evidence(killed).withoutCause()).isEmpty();
    }

    @Test
    void aTimeoutHasACauseIfTheProcessWasStoppedThatRanTheJob() throws IOException {
        ran("limited", 2, 100);
        ran(Havoc.KILL, 0, 100);
        ran(Havoc.STOP, 0, 101);
        assertThat(evidence(TIMEOUT).withoutCause()).containsExactly(TIMEOUT);
        ran(Havoc.STOP, 0, 100);
        assertThat(evidence(TIMEOUT).withoutCause()).isEmpty();
    }

    @Test
    void aTimeoutOfAJobThatNeverBeganNeedsSomebodyWhoWasStopped() throws IOException {
        assertThat(evidence(TIMEOUT).withoutCause()).containsExactly(TIMEOUT);
        ran(Havoc.STOP, 0, 101);
        assertThat(evidence(TIMEOUT).withoutCause()).isEmpty();
    }
}
