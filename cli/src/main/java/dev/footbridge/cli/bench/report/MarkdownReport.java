package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.targets.Judged;
import dev.footbridge.cli.bench.targets.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The tables as Markdown, to be pasted into a document. */
final class MarkdownReport {

    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings) {
        MarkdownReport report = new MarkdownReport(findings);
        report.write();
        return report.text.toString();
    }

    private void write() {
        Circumstances how = findings.circumstances();
        block("```\n" + how.command() + "\n```");
        block("Measured " + how.date() + " on " + cell(how.machine().words()) + ". " + how.effort());
        if (!findings.isJudged()) {
            block(Findings.QUICK);
        }
        if (!findings.complete()) {
            block("It did not come to its end.");
        }
        findings.failures().forEach(failure -> block("Failed: " + cell(failure)));
        if (!findings.judged().isEmpty()) {
            targets();
        }
        block(Findings.RATIO);
        findings.byQuestion().forEach(this::question);
    }

    private void targets() {
        block("### Targets");
        titles("target", "where", "Footbridge", "peer", "ratio", "error", "at most", "");
        for (Judged judged : findings.judged()) {
            boolean measured = judged.verdict() != Verdict.NOT_MEASURED;
            row(judged.target().words(), judged.where(), judged.ours().map(Score::contender).orElse(""),
                    judged.peer().map(Score::contender).orElse(""),
                    measured ? "**" + Words.ratio(judged.ratio()) + "**" : "", Words.bar(judged.ratio()),
                    Words.most(judged), Words.verdict(findings, judged));
        }
        text.append('\n');
    }

    private void question(Heading heading, List<Ranking> rankings) {
        block("### " + cell(heading.title()));
        if (!heading.words().isEmpty()) {
            block(heading.words());
        }
        titles("where", "contender", "score", "ratio", "error");
        for (Ranking ranking : rankings) {
            String where = ranking.contest().words();
            for (Score score : ranking.scores()) {
                String error = ranking.scale().showError(score);
                String contender = score.contender();
                row(where, score.isOurs() ? "**" + contender + "**" : contender,
                        Words.score(ranking, score) + (error.isEmpty() ? "" : " (" + error + ")"),
                        Words.ratio(ranking.ratio(score)), Words.bar(ranking.ratio(score)));
                where = "";
            }
        }
        text.append('\n');
    }

    private void titles(String... titles) {
        row(titles);
        text.append('|').append(String.join("", Collections.nCopies(titles.length, "---|"))).append('\n');
    }

    private void row(String... cells) {
        text.append(Arrays.stream(cells).map(MarkdownReport::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private void block(String lines) {
        text.append(lines).append("\n\n");
    }

    /** Text that ends no cell and begins no markup of HTML. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
    }
}
