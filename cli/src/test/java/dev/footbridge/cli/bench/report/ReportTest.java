package dev.footbridge.cli.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.score.Contest;
import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.score.Unit;
import dev.footbridge.cli.bench.targets.Target;
import dev.footbridge.cli.bench.targets.Targets;
import dev.footbridge.cli.measure.Machine;
import dev.footbridge.cli.output.OutputFolder;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final String EVIL = "<script>alert('&')</script>|\"";
    private static final Unit NANOS = new Unit("ns/op");
    private static final Contest QUEUE = new Contest("queue", "queue", Map.of("capacity", "64"));
    private static final List<Score> SCORES = List.of(
            new Score(QUEUE, "footbridge", Measured.of(50, 5), NANOS),
            new Score(QUEUE, "joxChannel", Measured.of(100), NANOS),
            new Score(QUEUE, EVIL, Measured.of(123_456, 1_000), NANOS),
            new Score(new Contest("memory", "memory", Map.of()), "footbridge", Measured.of(512), new Unit("B/op")),
            new Score(new Contest("unheard-of", "new", Map.of()), "footbridge", Measured.of(1), NANOS));

    @TempDir
    private Path folder;

    // ---- the page

    @Test
    void thePageHoldsEveryFigureAndNothingButItself() throws Exception {
        String text = HtmlReport.of(findings(Pace.FULL, true, List.of()));
        Document page = parsed(text);

        assertThat(cells(page)).contains("50.0 ns", "± 5.00", "100 ns", "123,456 ns", "± 1,000", "0.500",
                "0.450 to 0.550", "1,235", EVIL, "512 B/op", "queue, capacity 64", "0.4");
        assertThat(cells(page)).contains("MISSED", "not measured");
        assertThat(page.getDocumentElement().getTextContent()).contains("./footbridge bench --only queue",
                "2 CPUs (a model <&>), 24 GiB, an OS, a JVM", "2026-01-02 03:04 UTC",
                "It took 2 min; the load of the machine was 0.5 before and 1.5 after.", Findings.RATIO);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(text).doesNotContain("<script", "src=", "href=", "url(", "@import", "NaN", "Infinity")
                .startsWith("<!DOCTYPE html><html lang=\"en\"");
    }

    @Test
    void theStyleIsNotChangedByItsWayIntoThePage() throws Exception {
        String text = HtmlReport.of(findings(Pace.FULL, true, List.of()));
        assertThat(text.substring(text.indexOf("<style>"), text.indexOf("</style>")))
                .contains("prefers-color-scheme: dark").doesNotContain("&");
    }

    @Test
    void eachRatioHasABarThatIsSaidInWordsToo() throws Exception {
        List<Element> bars = elements(parsed(HtmlReport.of(findings(Pace.FULL, true, List.of()))), "svg");

        assertThat(bars).extracting(bar -> bar.getAttribute("aria-label")).contains(
                "0.500 times the best peer, from 0.450 to 0.550, at most 0.4 wanted",
                "0.500 times the best peer, from 0.450 to 0.550", "1.00 times the best peer",
                "axis from 0.1 to 10⁴");
        Element ours = bars.stream().filter(bar -> bar.getAttribute("aria-label").endsWith("0.550")).findFirst()
                .orElseThrow();
        Element bar = elements(ours, "rect").getFirst();
        double one = Double.parseDouble(elements(ours, "line").getFirst().getAttribute("x1"));
        double begin = Double.parseDouble(bar.getAttribute("x"));
        assertThat(begin).isLessThan(one);
        assertThat(begin + Double.parseDouble(bar.getAttribute("width"))).isBetween(one - 0.2, one + 0.2);
        assertThat(bar.getAttribute("class")).isEqualTo("ours");
        assertThat(elements(ours, "path")).extracting(path -> path.getAttribute("class")).containsExactly("error");
    }

    @Test
    void thePageSaysWhatFailedAndThatItIsNotComplete() throws Exception {
        String text = parsed(HtmlReport.of(findings(Pace.FULL, false, List.of("queue: no <memory>"))))
                .getDocumentElement().getTextContent();
        assertThat(text).contains("Failed: queue: no <memory>", "It did not come to its end");
    }

    @Test
    void aPageWithoutFiguresIsAPage() throws Exception {
        Document page = parsed(HtmlReport.of(Findings.of(circumstances(Pace.FULL), true, List.of(), List.of(),
                List.of())));
        assertThat(page.getDocumentElement().getTextContent()).contains("Failed: nothing was measured");
        assertThat(elements(page, "table")).isEmpty();
    }

    // ---- a short run is not judged

    @Test
    void aShortRunIsNotJudged() throws Exception {
        Findings findings = findings(Pace.QUICK, true, List.of());
        assertThat(HtmlReport.of(findings)).contains(Findings.QUICK, "not judged").doesNotContain("MISSED");
        assertThat(MarkdownReport.of(findings)).contains(Findings.QUICK, "not judged").doesNotContain("MISSED");
        assertThat(terminal(findings)).contains(Findings.QUICK, "not judged").doesNotContain("MISSED");
    }

    // ---- the other forms

    @Test
    void theTablesCanBePasted() {
        String text = MarkdownReport.of(findings(Pace.FULL, true, List.of("queue: no <memory>")));
        assertThat(text).contains("```\n./footbridge bench --only queue\n```\n",
                "| where | contender | score | ratio | error |\n|---|---|---|---|---|\n"
                        + "| queue, capacity 64 | **footbridge** | 50.0 ns (± 5.00) | 0.500 | 0.450 to 0.550 |\n"
                        + "|  | joxChannel | 100 ns | 1.00 |  |\n",
                "| a queue of capacity 64, to the best | queue, capacity 64 | footbridge | joxChannel | **0.500** |"
                        + " 0.450 to 0.550 | 0.4 | MISSED |\n",
                "Failed: queue: no &lt;memory>", "&lt;script>alert('&')&lt;/script>\\|\"");
    }

    @Test
    void theTerminalShowsFiguresAndTargets() {
        assertThat(terminal(findings(Pace.FULL, true, List.of("queue: no memory"))).lines())
                .anyMatch(line -> line.matches(
                        " *queue, capacity 64 +footbridge +50.0 +± 5.00 +ns +0.500 +0.450 to 0.550"))
                .anyMatch(line -> line.matches(" +joxChannel +100 +ns +1.00"))
                .anyMatch(line -> line.matches(" *a queue of capacity 64, to the best +queue, capacity 64 +footbridge"
                        + " +joxChannel +0.500 +0.450 to 0.550 +0.4 +MISSED"))
                .anyMatch(line -> line.matches(" *a queue of capacity 0 or 1, to the best +1.5 +not measured"))
                .contains("FAILED: queue: no memory");
    }

    @Test
    void theJsonHoldsFiguresRatiosAndHowTheyCame() {
        ReportFiles files = ReportFiles.in(OutputFolder.at(folder.resolve("out")));
        files.write(findings(Pace.FULL, true, List.of()));

        JsonNode json = JsonMapper.shared().readTree(folder.resolve("out/bench.json"));
        assertThat(json.path("warm").booleanValue()).isTrue();
        assertThat(json.path("complete").booleanValue()).isTrue();
        assertThat(json.path("began").stringValue()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.path("machine").path("cpu").stringValue()).isEqualTo("a model <&>");
        JsonNode ours = json.path("rows").path(0);
        assertThat(ours.path("contender").stringValue()).isEqualTo("footbridge");
        assertThat(Stream.of("score", "low", "high", "ratio", "ratioLow", "ratioHigh")
                .map(field -> ours.path(field).doubleValue())).containsExactly(50.0, 45.0, 55.0, 0.5, 0.45, 0.55);
        assertThat(ours.path("params").path("capacity").stringValue()).isEqualTo("64");
        assertThat(json.path("rows").path(1).has("low")).isFalse();
        assertThat(json.path("targets").path(0).path("verdict").stringValue()).isEqualTo("MISSED");
        assertThat(json.path("targets").path(1).has("ratio")).isFalse();
        assertThat(files.toString()).contains("bench.json", "bench.html and", "bench.md");
        assertThat(folder.resolve("out/bench.html")).isNotEmptyFile();
        assertThat(folder.resolve("out/bench.md")).isNotEmptyFile();
    }

    @Test
    void questionsComeInTheirUsualOrder() {
        assertThat(findings(Pace.FULL, true, List.of()).byQuestion().keySet()).extracting(Heading::question)
                .containsExactly("queue", "memory", "unheard-of");
    }

    private static Findings findings(Pace pace, boolean complete, List<String> failures) {
        List<Target> targets = Targets.of("queue");
        return Findings.of(circumstances(pace), complete, SCORES, targets, failures);
    }

    private static Circumstances circumstances(Pace pace) {
        return new Circumstances("./footbridge bench --only queue", pace, List.of("queue"),
                Instant.parse("2026-01-02T03:04:05Z"), Duration.ofSeconds(100),
                new Machine(2, "a model <&>", 24L << 30, "an OS", "a JVM"), 0.5, 1.5);
    }

    private static String terminal(Findings findings) {
        StringWriter words = new StringWriter();
        new Terminal(new PrintWriter(words)).end(findings);
        return words.toString();
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<String> cells(Document page) {
        return elements(page, "td").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document page, String name) {
        return list(page.getElementsByTagName(name));
    }

    private static List<Element> elements(Element element, String name) {
        return list(element.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast).toList();
    }
}
