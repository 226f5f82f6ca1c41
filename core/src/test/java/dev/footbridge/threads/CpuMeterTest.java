package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CpuMeterTest {

    @Test
    void metersThreadsWhereTheModulesAreThere() {
        CpuMeter meter = CpuMeter.best();
        long before = meter.cpuTime();
        assertThat(before).isNotNegative();
        Eventually.until(() -> meter.cpuTime() > before);
        assertThat(meter.cpuTime(Thread.currentThread())).isGreaterThan(before);
        assertThat(meter.machineLoad()).isLessThanOrEqualTo(1);
    }

    /** Run in a JVM without the modules: what a user sees of it. */
    static final class WithoutModules {
        private WithoutModules() {}

        public static void main(String[] args) {
            CpuMeter meter = CpuMeter.best();
            System.out.println(meter.cpuTime() + " " + meter.cpuTime(Thread.currentThread()) + " "
                    + (meter.machineLoad() < 0) + " "
                    + ModuleLayer.boot().findModule("java.management").isPresent());
            try (ThreadPool pool = ThreadPool.elastic(); Gate gate = new Gate()) {
                List<dev.footbridge.Task<Void>> tasks = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    tasks.add(pool.start(gate::pass));
                }
                gate.awaitArrivals(50);
                gate.open();
                Async.complete(tasks);
                System.out.println("at once: " + pool.stats().peak());
            }
        }
    }

    @Test
    void doesWithoutTheModules() throws Exception {
        String classPath = Path.of(CpuMeter.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                + File.pathSeparator
                + Path.of(CpuMeterTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules", "java.base", "-XX:TieredStopAtLevel=1", "-cp", classPath,
                WithoutModules.class.getName()).redirectErrorStream(true).start();
        try {
            assertThat(process.inputReader().lines().toList()).containsExactly("-1 -1 true false", "at once: 50");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
