package dev.footbridge.cli.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final Contest CONTEST = new Contest("queue", "queue", Map.of("capacity", "64"));

    @Test
    void comparesEachWithTheBestPeerWhateverItsUnit() {
        Ranking ranking = Ranking.of(List.of(score("slow", 2, "us/op"), score("footbridge", 50, "ns/op"),
                score("quick", 5, "ops/us"), score("asyncio", 0.004, "ms/op"))).getFirst();

        assertThat(ranking.scores().stream().map(Score::contender)).containsExactly("footbridge", "quick", "slow",
                "asyncio");
        assertThat(ranking.bestPeer().map(Score::contender)).contains("quick");
        assertThat(ranking.scores().stream().map(score -> ranking.ratio(score).orElseThrow().value()))
                .containsExactly(0.25, 1.0, 10.0, 20.0);
    }

    @Test
    void hasNoRatioWithoutAPeer() {
        Ranking alone = Ranking.of(List.of(score("footbridge", 50, "ns/op"), score("footbridgeOther", 60, "ns/op")))
                .getFirst();
        assertThat(alone.bestPeer()).isEmpty();
        assertThat(alone.ratio(alone.scores().getFirst())).isEmpty();
    }

    @Test
    void doesNotCompareWithAPeerWhoseClockSawNothing() {
        Ranking ranking = Ranking.of(List.of(score("footbridge", 50, "ns/op"), score("peer", 0, "ns/op"),
                score("other", 100, "ns/op"))).getFirst();
        assertThat(ranking.bestPeer().map(Score::contender)).contains("other");
    }

    @Test
    void keepsContestsApart() {
        Contest other = new Contest("queue", "queue", Map.of("capacity", "1"));
        assertThat(Ranking.of(List.of(score("footbridge", 1, "ns/op"),
                new Score(other, "footbridge", Measured.of(1), new Unit("ns/op")), score("peer", 1, "ns/op"))))
                .extracting(Ranking::contest).containsExactly(CONTEST, other);
    }

    @Test
    void showsAllTimesOfAContestInOneUnitWithThreeDigits() {
        Ranking times = Ranking.of(List.of(score("a", 28.456, "ns/op"), score("b", 24.04, "us/op"))).getFirst();
        assertThat(times.scale().sign()).isEqualTo("ns");
        assertThat(times.scores().stream().map(times.scale()::show)).containsExactly("28.5", "24,040");
        Ranking slower = Ranking.of(List.of(score("a", 0.0032, "s"))).getFirst();
        assertThat(slower.scale().show(slower.scores().getFirst()) + slower.scale().sign()).isEqualTo("3.20ms");
        Ranking bytes = Ranking.of(List.of(score("a", 512, "B/op"))).getFirst();
        assertThat(bytes.scale().show(bytes.scores().getFirst()) + bytes.scale().sign()).isEqualTo("512B/op");
    }

    @Test
    void showsAnErrorByItsSize() {
        Unit unit = new Unit("us/op");
        Scale scale = Scale.of(List.of(new Score(CONTEST, "a", Measured.of(2), unit)));
        assertThat(scale.showError(new Score(CONTEST, "a", Measured.of(2, 0.25), unit))).isEqualTo("± 0.250");
        assertThat(scale.showError(new Score(CONTEST, "a", new Measured(2, 1, 5), unit))).isEqualTo("1.00 to 5.00");
        assertThat(scale.showError(new Score(CONTEST, "a", Measured.of(2), unit))).isEmpty();
    }

    @Test
    void showsThreeDigitsThatCount() {
        assertThat(DoubleStream.of(0, 0.000213456, 0.0999999, 0.5, 9.996, 99.96, 1234.5, -2.5).mapToObj(Scale::digits))
                .containsExactly("0", "0.000213", "0.100", "0.500", "10.0", "100", "1,235", "-2.50");
    }

    private static Score score(String contender, double value, String unit) {
        return new Score(CONTEST, contender, Measured.of(value), new Unit(unit));
    }
}
