package dev.footbridge.cli.chaos;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The worker processes of one run: those with its tag among their arguments.
 *
 * @param tag an option for a JVM that no other process on this machine has
 */
record Victims(String tag) {

    private static final Duration GLANCE = Duration.ofMillis(50);

    /** Those that are yet to come. */
    static Victims unborn() {
        return new Victims("-Dfootbridge.chaos=" + UUID.randomUUID());
    }

    /** Those alive that descend from this process. */
    List<ProcessHandle> now() {
        return ours(ProcessHandle.current().descendants());
    }

    /** Those that are left anywhere, after some time to end. */
    List<ProcessHandle> left(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<ProcessHandle> left = ours(ProcessHandle.allProcesses());
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE.toNanos());
            left = ours(ProcessHandle.allProcesses());
        }
        return left;
    }

    private List<ProcessHandle> ours(Stream<ProcessHandle> processes) {
        return processes.filter(process -> process.isAlive()
                && process.info().arguments().stream().flatMap(Stream::of).anyMatch(tag::equals)).toList();
    }
}
