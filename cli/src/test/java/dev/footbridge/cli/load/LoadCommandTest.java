package dev.footbridge.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.footbridge.cli.Ran;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadCommandTest {

    @TempDir
    private Path folder;

    @Test
    void loadsTheThreeEndpointsAndLeavesNoProcess() throws Exception {
        Set<Long> before = children();
        Path json = folder.resolve("load.json");
        Ran ran = Ran.with("load", "--quick", "--clients", 4, "--requests", 30, "--rounds", 2, "--shop",
                StubShop.jar(folder, StubShop.class), "--json", json).isFine();

        assertThat(ran.out()).contains(
                "4 clients with one request at a time; in each of 2 rounds each endpoint gets 30",
                "the pool has 80 threads", "all three endpoints gave the same", "it shows that all works, not how fast",
                "p50 of Footbridge to one after another: 0.").doesNotContain("target");
        JsonNode result = JsonMapper.shared().readTree(json);
        assertThat(result.path("wrong").intValue()).isZero();
        assertThat(result.path("rows").valueStream().map(row -> row.path("endpoint").stringValue()))
                .containsExactly("sequential", "threads", "footbridge");
        assertThat(result.path("rows")).allSatisfy(row -> {
            assertThat(row.path("requests").intValue())
                    .isEqualTo(row.path("endpoint").stringValue().equals("sequential") ? 8 : 60);
            assertThat(row.path("requestsPerSecond").doubleValue()).isPositive();
            assertThat(row.path("p99Millis").doubleValue()).isGreaterThanOrEqualTo(row.path("p50Millis").doubleValue());
        });
        assertThat(result.path("rows").path(0).path("p50Millis").doubleValue()).isGreaterThanOrEqualTo(40);
        assertThat(children()).isSubsetOf(before);
    }

    @Test
    void refusesToCallAWrongPageFast() throws Exception {
        Ran ran = Ran.with("load", "--quick", "--requests", 4, "--shop", StubShop.jar(folder, StubShop.Wrong.class));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("ANSWERS WERE WRONG; the first one: http://127.0.0.1:",
                "/footbridge answered 200",
                "all is wrong");
    }

    @Test
    void saysWhyTheShopDidNotStart() throws Exception {
        Ran ran = Ran.with("load", "--quick", "--shop", StubShop.jar(folder, StubShop.Dead.class));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("the price service did not start: it said no database today");
    }

    @Test
    void saysWhichTargetsWereMet() {
        List<Row> rows = List.of(row("sequential", 2_500, 5), row("threads", 210, 4), row("footbridge", 200, 3.6));
        LoadResult result = LoadResult.of(new LoadSettings(16, 480, 5, 10_000), 0.1, 0.2, 0, "", rows);
        StringWriter words = new StringWriter();
        new LoadReport(new PrintWriter(words)).end(result);

        assertThat(result.p50Ratio()).isEqualTo(0.08, within(1e-9));
        assertThat(result.cpuRatio()).isEqualTo(0.9, within(1e-9));
        assertThat(words.toString()).contains("p50 of Footbridge to one after another: 0.08, target 0.2: met",
                "CPU of Footbridge to the thread pool: 0.90, target 0.8: NOT MET",
                "the same without what the JIT compilers took: 0.90");
    }

    @Test
    void takesMediansOfRoundsAndPercentilesOfAllRequests() {
        Row row = Row.of(Endpoint.THREADS, List.of(turn(1, 100), turn(101, 300), turn(201, 200)));

        assertThat(row.requests()).isEqualTo(300);
        assertThat(row.p50Millis()).isEqualTo(150);
        assertThat(row.p99Millis()).isEqualTo(297);
        assertThat(List.of(row.cpuMillisMin(), row.cpuMillis(), row.cpuMillisMax())).containsExactly(1.0, 2.0, 3.0);
        assertThat(row.cpuMillisWithoutJit()).isEqualTo(1.5);
        assertThat(row.requestsPerSecond()).isEqualTo(50);
        assertThat(IntStream.of(1, 50, 99, 100).mapToDouble(p -> Row.percentile(new double[]{7}, p))).containsOnly(7.0);
    }

    /** A hundred requests of so many milliseconds and up, in two seconds. */
    private static Turn turn(long from, long cpuMillis) {
        return new Turn(LongStream.range(from, from + 100).mapToObj(ms -> Duration.ofMillis(ms).toNanos()).toList(),
                Duration.ofSeconds(2).toNanos(), Duration.ofMillis(cpuMillis).toNanos(),
                Duration.ofMillis(50).toNanos());
    }

    private static Row row(String endpoint, double p50, double cpu) {
        return new Row(endpoint, 800, 60, p50, p50, cpu, cpu, cpu, cpu / 2, 0.1);
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
