package dev.footbridge.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Outcome;
import dev.footbridge.cli.chaos.Expectation.Verdict;
import dev.footbridge.cli.chaos.Ledger.Given;
import dev.footbridge.cli.chaos.Ledger.Suspect;
import dev.footbridge.cli.chaos.deeds.Mark;
import dev.footbridge.cluster.MemberLostException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is judged of members of a cluster only. */
class HostsTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("marks");
    }

    private Evidence evidence(Suspect... suspects) throws IOException {
        return Evidence.read(file(), Kinds.ON_HOSTS, List.of(suspects));
    }

    @Test
    void aLossMustNameTheMember() {
        Expectation expected = Expectation.of(1L);
        assertThat(expected.judge(new Outcome.Failure<>(new MemberLostException("member '7-1' was lost", "7-1"))))
                .isEqualTo(Verdict.CRASHED);
        assertThat(expected.judge(new Outcome.Failure<>(new MemberLostException("somebody was lost", "7-1"))))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void aLossIsThatOfTheProcessInTheNameOfTheMember() {
        Ledger ledger = new Ledger(() -> false);
        Given job = new Given(1, "quick", Expectation.of(1L));
        ledger.began(job, Attempt.call(() -> 1L));
        ledger.settled(job, new Outcome.Failure<>(
                new MemberLostException("member '100-1' of cluster 'c' was lost while it had it", "100-1")));
        assertThat(ledger.suspects()).extracting(Suspect::pid).containsExactly(100L);
        assertThat(HostMembers.pidOf("no number")).isNegative();
    }

    @Test
    void aLossHasACauseIfTheMemberWasStruckOrTheOneThatRanTheJob() throws IOException {
        Suspect loss = new Suspect("nested job 1", 1, 100, "member '100-1' of cluster 'c' was lost while it had c/job");
        Mark.of(file(), "nested", 1).leave(101);
        assertThat(evidence(loss).withoutCause()).containsExactly(loss);
        Mark.of(file(), Havoc.STOP, 0).leave(101);
        assertThat(evidence(loss).withoutCause()).isEmpty();
    }

    @Test
    void findsJobsThatGoOnWhoseSubmitterDied() throws IOException {
        Mark.of(file(), Rival.KIND, 1).leave(100);
        Mark.of(file(), Rival.KIND, 2).leave(100);
        Mark.of(file(), Rival.KIND, 3).leave(101);
        Mark.of(file(), Rival.KIND, 2).ofPart(1).leave(100);
        Mark.of(file(), Havoc.KILL, 0).leave(101);
        assertThat(evidence().orphans()).containsExactly("rival job 1 in process 100");
        assertThat(evidence().twice()).as("they are not among those that are counted").isEmpty();
    }

    @Test
    void orphansAndSlowRecoveryBreakTheRun() {
        ChaosResult fine = result(1, 0);
        assertThat(fine.broken()).isEmpty();
        assertThat(result(1, 2).broken()).containsExactly("2 jobs go on whose submitter died");
        assertThat(result(31, 0).broken())
                .containsExactly("after the last blow it took 31.0 s until jobs were done again, more than 30.0");
    }

    private static ChaosResult result(double recovery, long orphans) {
        return new ChaosResult(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 42, 1, recovery,
                new HostFigures(3, 0, 0, orphans, 0, 0, 0, 0, 0));
    }
}
