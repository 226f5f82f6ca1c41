package dev.footbridge.cli.soak;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Finds the threads of ours that were not there before and do not end. */
final class ThreadCount {

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Set<Long> before = LiveThread.all().stream().map(LiveThread::id)
            .collect(Collectors.toUnmodifiableSet());

    /** The threads that are left, after some time to end. */
    List<LiveThread> left(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<LiveThread> left = now();
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE.toNanos());
            left = now();
        }
        return left;
    }

    /** The threads of ours that were not there before. */
    List<LiveThread> now() {
        return LiveThread.all().stream().filter(thread -> !before.contains(thread.id()) && thread.isOurs()).toList();
    }
}
