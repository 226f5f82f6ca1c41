package dev.footbridge.cli.chaos;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many descriptors this process has open. */
final class Descriptors {

    /** What may come and go without being a leak: a jar that was opened meanwhile, a selector of the JDK. */
    static final long TOLERANCE = 4;

    private Descriptors() {}

    /** Their number; zero where the system does not say. */
    static long open() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
