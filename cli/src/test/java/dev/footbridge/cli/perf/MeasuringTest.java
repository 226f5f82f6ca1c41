package dev.footbridge.cli.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.footbridge.cli.output.Progress;
import dev.footbridge.cli.perf.Target.Sizes;
import dev.footbridge.cli.server.LoopbackServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the warm-up and the rounds are made, on a server in this process. */
class MeasuringTest {

    private final Meter meter = new Meter(CpuClock.open());
    private final Ways ways = Ways.open();
    private final Progress progress = Progress.of("", 1);
    private LoopbackServer server;

    @BeforeEach
    void open() throws Exception {
        server = LoopbackServer.open();
    }

    @AfterEach
    void close() {
        progress.close();
        ways.close();
        server.close();
    }

    private Target page(String path) {
        return new Target(URI.create("http://127.0.0.1:" + server.port() + path), 10, Sizes.EXACT);
    }

    @Test
    void warmsUpWithAtLeastAsManyCallsAsAskedFor() {
        List<Target> undelayed = List.of(page("/bytes/10"));
        List<Target> delayed = List.of(page("/bytes/10?delay=1"));
        assertThat(new WarmUp(ways, meter, 0).run(undelayed, delayed, progress)).isZero();
        assertThat(new WarmUp(ways, meter, 1).run(undelayed, delayed, progress)).isGreaterThanOrEqualTo(1);
        assertThat(new WarmUp(ways, meter, 50).run(undelayed, delayed, progress)).isGreaterThanOrEqualTo(50);
    }

    @Test
    void everyRoundCountsUntilTheTimeIsUp() {
        Cell cell = new Cell(2, page("/bytes/10?delay=1"));
        long later = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
        assertThat(new Comparison(ways, meter, 4, later).measure(cell, progress)).extracting(Row::way, Row::rounds)
                .contains(tuple("sync-pool", 4),
                        tuple("sync-pool-urlconnection", 3),
                        tuple("footbridge-async", 4));
        assertThat(new Comparison(ways, meter, 4, System.nanoTime()).measure(cell, progress)).hasSize(5)
                .allMatch(row -> row.rounds() == 1);
    }

    @Test
    void theShareOfTheJvmIsNeverNegative() {
        JvmThreads before = JvmThreads.now();
        JvmThreads.Use use = JvmThreads.now().since(before);
        assertThat(use.compilerNanos()).isNotNegative();
        assertThat(use.collectorNanos()).isNotNegative();
        assertThat(meter.idlePerSecond()).isNotNegative();
    }
}
