package dev.footbridge.app;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One level for the whole application. The first use opens one, which is aborted when the JVM shuts down; one that was
 * set belongs to whoever set it. A closed one is replaced at the next use.
 */
final class AppWide<L> {

    private final ReentrantLock lock = new ReentrantLock();
    private final String what;
    private final Supplier<L> open;
    private final Predicate<L> isClosed;
    private final Consumer<L> abort;
    private volatile @Nullable L current;

    AppWide(String what, Supplier<L> open, Predicate<L> isClosed, Consumer<L> abort) {
        this.what = what;
        this.open = open;
        this.isClosed = isClosed;
        this.abort = abort;
    }

    L get() {
        L live = live();
        return live != null ? live : opened();
    }

    private @Nullable L live() {
        L level = current;
        return level != null && !isClosed.test(level) ? level : null;
    }

    private L opened() {
        lock.lock();
        try {
            L live = live();
            if (live != null) {
                return live;
            }
            L level = open.get();
            Thread atExit = Thread.ofPlatform().name("footbridge-exit").inheritInheritableThreadLocals(false)
                    .unstarted(() -> abort.accept(level));
            try {
                Runtime.getRuntime().addShutdownHook(atExit);
            } catch (IllegalStateException shuttingDown) {
                abort.accept(level);
                throw new IllegalStateException("the app-wide " + what
                        + " cannot be opened while the JVM shuts down: open and close one of your own", shuttingDown);
            }
            current = level;
            return level;
        } finally {
            lock.unlock();
        }
    }

    void set(L level) {
        Objects.requireNonNull(level, () -> "the app-wide " + what + " is null: give an open one");
        lock.lock();
        try {
            if (isClosed.test(level)) {
                throw new IllegalArgumentException("the app-wide " + what + " must be open (" + level + " is closed)");
            }
            L live = live();
            if (live != null && live != level) {
                throw new IllegalStateException(
                        "the app-wide " + what + " is set and open (" + live + "): close it before setting another");
            }
            current = level;
        } finally {
            lock.unlock();
        }
    }
}
