package dev.footbridge.cli.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.perf.CpuClock.BeanClock;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CpuClockTest {

    @Test
    void theFinestClockAgreesWithTheBean() {
        CpuClock fine = CpuClock.open();
        CpuClock bean = new BeanClock();
        burn(TimeUnit.MILLISECONDS.toNanos(300), fine);
        assertThat(fine.nanos()).isCloseTo(bean.nanos(), Offset.offset(TimeUnit.MILLISECONDS.toNanos(200)));
    }

    @Test
    void theTimeOnlyGrows() {
        CpuClock clock = CpuClock.open();
        long before = clock.nanos();
        burn(TimeUnit.MILLISECONDS.toNanos(20), clock);
        assertThat(clock.nanos() - before).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    private static void burn(long cpuNanos, CpuClock clock) {
        long end = clock.nanos() + cpuNanos;
        while (clock.nanos() < end) {
            Thread.onSpinWait();
        }
    }
}
