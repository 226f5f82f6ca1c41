package dev.footbridge.cli.measure;

import java.lang.management.ManagementFactory;

/** How busy the machine is, beside a figure that depends on it. */
public final class MachineLoad {

    private MachineLoad() {}

    /** The load average of the last minute; negative where the system does not tell. */
    public static double now() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
