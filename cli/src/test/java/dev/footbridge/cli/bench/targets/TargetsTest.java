package dev.footbridge.cli.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.bench.score.Contest;
import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.score.Unit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final Unit NANOS = new Unit("ns/op");

    @Test
    void aCallIsComparedWithHandOversAndWithKotlinsOwnLoopApart() {
        List<Judged> judged = judged("bridge", Map.of(), Map.of("footbridgeCall", 28.0, "footbridgeStartResult", 10.0,
                "kotlinRunBlockingOwnLoop", 50.0, "singleThreadExecutor", 5_000.0, "virtualThread", 900.0));

        assertThat(judged).extracting(each -> each.ours().orElseThrow().contender())
                .containsExactly("footbridgeCall", "footbridgeCall");
        assertThat(judged).extracting(each -> each.peer().orElseThrow().contender())
                .containsExactly("virtualThread", "kotlinRunBlockingOwnLoop");
        assertThat(judged).extracting(Judged::verdict).containsExactly(Verdict.MISSED, Verdict.MISSED);
        assertThat(judged).extracting(each -> each.target().most()).containsExactly(0.03, 0.5);
    }

    @Test
    void aTargetIsForItsParametersOnly() {
        Map<String, Double> times = Map.of("footbridge", 50.0, "kotlinChannel", 100.0, "joxChannel", 40.0);
        assertThat(judged("queue", Map.of("capacity", "64", "parties", "COROUTINES"), times))
                .extracting(Judged::verdict).containsExactly(Verdict.MISSED, Verdict.NOT_MEASURED);
        assertThat(judged("queue", Map.of("capacity", "0"), times)).extracting(Judged::verdict)
                .containsExactly(Verdict.NOT_MEASURED, Verdict.MET);
        assertThat(judged("queue", Map.of("capacity", "1024"), times)).extracting(Judged::verdict)
                .containsOnly(Verdict.NOT_MEASURED);
    }

    @Test
    void jobsThatWaitHaveATargetOfTheirOwn() {
        Map<String, Double> times = Map.of("footbridge", 90.0, "kotlinAsyncOwnLoop", 100.0, "virtualThreads", 900.0,
                "completableFutureCommonPool", 1.0);
        assertThat(judged("gather", Map.of("jobs", "100000", "waits", "0"), times)).extracting(Judged::verdict)
                .containsExactly(Verdict.MISSED, Verdict.NOT_MEASURED);
        assertThat(judged("gather", Map.of("jobs", "100000", "waits", "1"), times)).extracting(Judged::verdict)
                .containsExactly(Verdict.NOT_MEASURED, Verdict.MET);
    }

    @Test
    void aTargetIsJudgedInEachContestThatItIsFor() {
        List<Ranking> rankings = Stream.of("bridge", "bridge contended")
                .flatMap(setting -> rankings(new Contest("lock", setting, Map.of()),
                        Map.of("footbridgeLock", 40.0, "kotlinMutex", 100.0)).stream())
                .toList();
        assertThat(Judged.of(Targets.of("lock").getFirst(), rankings)).extracting(Judged::where)
                .containsExactly("bridge", "bridge contended");
    }

    @Test
    void anErrorBarThatReachesAcrossIsSaid() {
        assertThat(Stream.of(new Measured(0.4, 0.3, 0.5), new Measured(0.4, 0.3, 0.6), new Measured(0.6, 0.5, 0.7),
                new Measured(0.6, 0.55, 0.7)).map(ratio -> Verdict.of(ratio, 0.5))).containsExactly(Verdict.MET,
                        Verdict.MET_WITHIN_ERROR, Verdict.MISSED_WITHIN_ERROR, Verdict.MISSED);
    }

    @Test
    void whatHasNoFigureIsNotMeasured() {
        assertThat(Judged.of(Targets.of("lock").getFirst(), List.of())).singleElement()
                .returns(Verdict.NOT_MEASURED, Judged::verdict).returns("", Judged::where);
        assertThat(judged("lock", Map.of(), Map.of("footbridgeLock", 40.0, "jdkReentrantLock", 9.0)))
                .extracting(Judged::verdict).containsExactly(Verdict.NOT_MEASURED);
    }

    private static List<Judged> judged(String question, Map<String, String> params, Map<String, Double> nanos) {
        List<Ranking> rankings = rankings(new Contest(question, "any", params), nanos);
        return Targets.of(question).stream().flatMap(target -> Judged.of(target, rankings).stream()).toList();
    }

    private static List<Ranking> rankings(Contest contest, Map<String, Double> nanos) {
        return Ranking.of(nanos.entrySet().stream()
                .map(each -> new Score(contest, each.getKey(), Measured.of(each.getValue()), NANOS)).toList());
    }
}
