package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.output.OutputFile;
import dev.footbridge.cli.output.OutputFolder;

/** The same in three files: for programs, for browsers, and to be pasted. */
public final class ReportFiles {

    private final OutputFile json;
    private final OutputFile page;
    private final OutputFile markdown;

    private ReportFiles(OutputFile json, OutputFile page, OutputFile markdown) {
        this.json = json;
        this.page = page;
        this.markdown = markdown;
    }

    /** Those of a folder; that they can be written is checked. */
    public static ReportFiles in(OutputFolder folder) {
        return new ReportFiles(folder.file("bench.json"), folder.file("bench.html"), folder.file("bench.md"));
    }

    /** Writes what was found, in place of what they held. */
    public void write(Findings findings) {
        json.writeJson(BenchJson.of(findings));
        page.write(HtmlReport.of(findings));
        markdown.write(MarkdownReport.of(findings));
    }

    @Override
    public String toString() {
        return json + ", " + page + " and " + markdown;
    }
}
