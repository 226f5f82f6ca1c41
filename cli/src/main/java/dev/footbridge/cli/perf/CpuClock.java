package dev.footbridge.cli.perf;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Tells the CPU time that this process has used, in user and system mode, by all of its threads. */
interface CpuClock {

    /** The CPU time so far, in nanoseconds. */
    long nanos();

    /** What the clock is, for the report. */
    String description();

    /** The finest clock there is here. */
    static CpuClock open() {
        return PosixCpuClock.isHere() ? new PosixCpuClock() : new BeanClock();
    }

    /** The clock of the JDK's management bean: everywhere, but in steps of 10 ms on Linux. */
    final class BeanClock implements CpuClock {

        private final OperatingSystemMXBean bean = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        @Override
        public long nanos() {
            return bean.getProcessCpuTime();
        }

        @Override
        public String description() {
            return "OperatingSystemMXBean (in steps of up to 10 ms)";
        }
    }
}
