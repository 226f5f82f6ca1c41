package dev.footbridge.threads;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Processor times. The one class that knows the management modules, which may be absent: then nothing is known of
 * processor times, and whether a thread is blocked is only told by its state.
 */
class CpuMeter {

    private CpuMeter() {}

    /** The best there is in this JVM. */
    static CpuMeter best() {
        try {
            Beans beans = new Beans();
            return beans.isOfUse() ? beans : new CpuMeter();
        } catch (LinkageError | UnsupportedOperationException | ClassCastException _) {
            return new CpuMeter();
        }
    }

    /** What the thread has had, in nanoseconds; -1 when that is not known. */
    long cpuTime(Thread thread) {
        return -1;
    }

    /** What the calling thread has had, in nanoseconds; -1 when that is not known. */
    long cpuTime() {
        return -1;
    }

    /** How busy all processors have been since this was asked last, from 0 to 1; negative when that is not known. */
    double machineLoad() {
        return -1;
    }

    private static final class Beans extends CpuMeter {

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        boolean isOfUse() {
            return threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled() && cpuTime() >= 0;
        }

        @Override
        long cpuTime(Thread thread) {
            return threads.getThreadCpuTime(thread.threadId());
        }

        @Override
        long cpuTime() {
            return threads.getCurrentThreadCpuTime();
        }

        @Override
        double machineLoad() {
            return system.getCpuLoad();
        }
    }
}
