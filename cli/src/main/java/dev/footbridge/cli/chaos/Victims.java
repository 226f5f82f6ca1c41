package dev.footbridge.cli.chaos;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
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

    /** The argument of a process that is not to be struck, and must not be left either. */
    static String spared(String tag) {
        return tag + "-spared";
    }

    /** Those alive that descend from this process. */
    List<ProcessHandle> now() {
        return those(ProcessHandle.current().descendants(), tag::equals);
    }

    /** Those that are left anywhere, after some time to end. */
    List<ProcessHandle> left(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<ProcessHandle> left = anywhere();
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE.toNanos());
            left = anywhere();
        }
        return left;
    }

    private List<ProcessHandle> anywhere() {
        return those(ProcessHandle.allProcesses(), argument -> argument.startsWith(tag));
    }

    private static List<ProcessHandle> those(Stream<ProcessHandle> processes, Predicate<String> theirs) {
        return processes.filter(process -> process.isAlive()
                && process.info().arguments().stream().flatMap(Stream::of).anyMatch(theirs)).toList();
    }
}
