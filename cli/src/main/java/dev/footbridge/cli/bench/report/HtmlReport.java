package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.targets.Judged;
import dev.footbridge.cli.bench.targets.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** All that was found, as one page that needs nothing but itself: no script, no other file, no font. */
final class HtmlReport {

    private static final String STYLE = "report.css";
    private static final String TITLE = "Footbridge beside its peers";
    private static final String BARS = "A bar reaches from 1, the best peer, to the ratio, on a logarithmic axis: to the"
            + " left for less, to the right for more. Filled bars are Footbridge's, hollow ones its peers'; a line with"
            + " two ends is the error, a dashed line the most that a target allows.";

    private final Findings findings;
    private final Markup page = new Markup();

    private HtmlReport(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings) {
        HtmlReport report = new HtmlReport(findings);
        report.write();
        return report.page.page();
    }

    private void write() {
        page.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        page.open("head").empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .leaf("title", TITLE).leaf("style", style()).close();
        page.open("body").leaf("h1", TITLE);
        begin();
        if (!findings.judged().isEmpty()) {
            targets();
        }
        findings.byQuestion().forEach(this::question);
        page.close().close();
    }

    private void begin() {
        Circumstances how = findings.circumstances();
        page.leaf("pre", how.command());
        page.leaf("p", how.date() + ", on " + how.machine().words() + ". " + how.effort());
        if (!findings.isJudged()) {
            page.leaf("p", Findings.QUICK, "class", "missed");
        }
        if (!findings.complete()) {
            page.leaf("p", "It did not come to its end: some questions have no answer here.", "class", "missed");
        }
        for (String failure : findings.failures()) {
            page.leaf("p", "Failed: " + failure, "class", "missed");
        }
        page.leaf("p", Findings.RATIO).leaf("p", BARS);
    }

    // ---- the targets

    private void targets() {
        page.leaf("h2", "Targets");
        RatioBars bars = RatioBars.of(
                findings.judged().stream().flatMap(judged -> judged.ratio().stream()).toList(),
                findings.judged().stream().map(judged -> judged.target().most()).toList());
        table(bars, "target", "where", "Footbridge, to");
        for (Judged judged : findings.judged()) {
            page.open("tr", "class", "first");
            page.leaf("td", judged.target().words(), "class", "words");
            page.leaf("td", judged.where(), "class", "words");
            page.open("td").leaf("div", name(judged.ours()), "class", "name").leaf("div", name(judged.peer())).close();
            ratio(bars, judged.ratio(), true, OptionalDouble.of(judged.target().most()));
            page.leaf("td", Words.most(judged), "class", "figure");
            String verdict = Words.verdict(findings, judged);
            page.leaf("td", verdict, "class", verdict.startsWith(Verdict.MISSED.words()) ? "words missed" : "words");
            page.close();
        }
        endTable();
    }

    private static String name(Optional<Score> score) {
        return score.map(Score::contender).orElse("");
    }

    // ---- the figures

    private void question(Heading heading, List<Ranking> rankings) {
        page.leaf("h2", heading.title(), "id", heading.question());
        if (!heading.words().isEmpty()) {
            page.leaf("p", heading.words());
        }
        RatioBars bars = RatioBars.of(rankings.stream().flatMap(ranking -> ranking.scores().stream()
                .flatMap(score -> ranking.ratio(score).stream())).toList(), List.of());
        table(bars, "where", "contender", "score", "error");
        rankings.forEach(ranking -> ranking(ranking, bars));
        endTable();
    }

    private void ranking(Ranking ranking, RatioBars bars) {
        String where = ranking.contest().words();
        for (Score score : ranking.scores()) {
            page.open("tr", "class", (score.isOurs() ? "ours" : "peer") + (where.isEmpty() ? "" : " first"));
            page.leaf("td", where, "class", "words").leaf("td", score.contender(), "class", "name");
            page.leaf("td", Words.score(ranking, score), "class", "figure");
            page.leaf("td", ranking.scale().showError(score), "class", "figure note");
            ratio(bars, ranking.ratio(score), score.isOurs(), OptionalDouble.empty());
            page.close();
            where = "";
        }
    }

    // ---- what they have in common

    /** Begins a table whose rows go on with a ratio; that of the targets has two columns more. */
    private void table(RatioBars bars, String... titles) {
        page.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String title : titles) {
            page.leaf("th", title, "class", title.equals("score") || title.equals("error") ? "figure" : "");
        }
        page.leaf("th", "ratio", "class", "figure").leaf("th", "error", "class", "figure").open("th");
        bars.axis(page);
        page.close();
        if (titles[0].equals("target")) {
            page.leaf("th", "at most", "class", "figure").leaf("th", "verdict");
        }
        page.close().close().open("tbody");
    }

    private void endTable() {
        page.close().close().close();
    }

    private void ratio(RatioBars bars, Optional<Measured> ratio, boolean ours, OptionalDouble target) {
        page.leaf("td", Words.ratio(ratio), "class", "figure").leaf("td", Words.bar(ratio), "class", "figure note");
        page.open("td");
        ratio.ifPresent(each -> bars.bar(page, each, ours, target));
        page.close();
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(STYLE), STYLE)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
