package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.targets.Judged;
import dev.footbridge.cli.measure.Machine;
import dev.footbridge.cli.output.Table;
import java.io.PrintWriter;
import java.util.List;

/** Tells people what is measured and what came out. */
public final class Terminal {

    private final PrintWriter out;

    /** One that prints there. */
    public Terminal(PrintWriter out) {
        this.out = out;
    }

    /** Before anything is measured. */
    public void begin(Machine machine, Pace pace, List<String> questions) {
        out.println("Footbridge beside its peers: " + String.join(", ", questions));
        out.println("On " + machine.words());
        out.println(pace == Pace.QUICK
                ? "Each for a moment, two at a time."
                : "One after another, so that none disturbs another.");
        out.println();
        out.flush();
    }

    /** All that was found. */
    public void end(Findings findings) {
        findings.byQuestion().forEach(this::question);
        if (!findings.judged().isEmpty()) {
            targets(findings);
        }
        findings.failures().forEach(failure -> out.println("FAILED: " + failure));
        out.println(Findings.RATIO);
        if (!findings.isJudged()) {
            out.println(Findings.QUICK);
        }
        out.println(findings.circumstances().effort());
        out.flush();
    }

    private void question(Heading heading, List<Ranking> rankings) {
        out.println(heading.title() + (heading.words().isEmpty() ? "" : ": " + heading.words()));
        Table table = Table.of(2, "where", "contender", "score", "error", "unit", "ratio", "error");
        for (Ranking ranking : rankings) {
            String where = ranking.contest().words();
            for (Score score : ranking.scores()) {
                table.row(where, score.contender(), ranking.scale().show(score), ranking.scale().showError(score),
                        ranking.scale().sign(), Words.ratio(ranking.ratio(score)), Words.bar(ranking.ratio(score)));
                where = "";
            }
        }
        print(table);
    }

    private void targets(Findings findings) {
        out.println("Targets");
        Table table = Table.of(2, "target", "where", "Footbridge", "peer", "ratio", "error", "at most", "verdict");
        for (Judged judged : findings.judged()) {
            table.row(judged.target().words(), judged.where(), judged.ours().map(Score::contender).orElse(""),
                    judged.peer().map(Score::contender).orElse(""), Words.ratio(judged.ratio()),
                    Words.bar(judged.ratio()), Words.most(judged), Words.verdict(findings, judged));
        }
        print(table);
    }

    private void print(Table table) {
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
    }

}
