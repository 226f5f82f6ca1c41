package dev.footbridge.cli.soak.stage;

import dev.footbridge.FailureHandler;
import dev.footbridge.cli.soak.stage.Planned.Fate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Follows every planned failure to its end: whoever waits gets it, or the failure handler is told of it, once, and
 * never both. It is the failure handler of all levels. Any thread may use it.
 */
public final class FailureBook implements FailureHandler {

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Violations violations;
    private long made;

    /** An empty book. */
    public FailureBook(Violations violations) {
        this.violations = violations;
    }

    /** Makes a failure to throw. */
    public Planned plan(String program) {
        lock.lock();
        try {
            return new Planned("planned failure " + ++made + " of " + program);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unhandled(String task, Throwable failure) {
        Set<Planned> all = Planned.in(failure);
        if (all.isEmpty()) {
            violations.add(task + " reported a failure that nobody planned: " + Trace.of(failure));
        }
        all.forEach(this::reported);
    }

    private void reported(Planned failure) {
        lock.lock();
        try {
            failure.reports++;
            missing.remove(failure.getMessage());
            judge(failure);
        } finally {
            lock.unlock();
        }
    }

    /** A program has ended: what it threw, what somebody got of it, and what somebody may have looked at. */
    public void close(Collection<Planned> thrown, Set<Planned> seen, Set<Planned> either) {
        lock.lock();
        try {
            for (Planned failure : thrown) {
                failure.fate = either.contains(failure)
                        ? Fate.EITHER
                        : seen.contains(failure) ? Fate.SEEN : Fate.DROPPED;
                if (failure.fate == Fate.DROPPED && failure.reports == 0) {
                    missing.add(failure.getMessage());
                }
                judge(failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void judge(Planned failure) {
        boolean thrownToo = failure.reports > 0 && failure.fate == Fate.SEEN;
        if (!failure.isWrong && (failure.reports > 1 || thrownToo)) {
            failure.isWrong = true;
            violations.add(failure.getMessage() + " was reported " + (failure.reports > 1 ? "more than once" : "once")
                    + (thrownToo ? ", and thrown to whoever waited for it as well" : ""));
        }
    }

    /** All levels have closed: what was not reported by now never will be. */
    public void closeAll() {
        lock.lock();
        try {
            missing.forEach(label -> violations.add(label + " was neither thrown to anybody nor reported"));
            missing.clear();
        } finally {
            lock.unlock();
        }
    }
}
