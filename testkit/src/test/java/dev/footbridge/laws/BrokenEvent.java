package dev.footbridge.laws;

import dev.footbridge.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An event for the coroutines of one loop, made of futures, with a flaw; without one it is sound. */
final class BrokenEvent implements Happening {

    /** What is wrong. */
    enum Flaw {
        /** Nothing: the checks must not find anything. */
        NONE,
        /** Who is woken looks again, and waits on when it was cleared meanwhile. */
        LOOKS_AGAIN,
        /** Only the one that has waited longest is woken. */
        WAKES_ONE,
        /** One that gives up is still counted. */
        FORGETS_NOBODY
    }

    private final Flaw flaw;
    private final List<CompletableFuture<@Nullable Void>> line = new ArrayList<>();
    private boolean set;

    BrokenEvent(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public void set() {
        set = true;
        List<CompletableFuture<@Nullable Void>> woken = List.copyOf(line);
        if (flaw != Flaw.FORGETS_NOBODY) {
            line.clear();
        }
        for (CompletableFuture<@Nullable Void> waiter : woken) {
            waiter.complete(null);
            if (flaw == Flaw.WAKES_ONE) {
                return;
            }
        }
    }

    @Override
    public void clear() {
        set = false;
    }

    @Override
    public void await() {
        while (!set) {
            CompletableFuture<@Nullable Void> me = new CompletableFuture<>();
            line.add(me);
            try {
                Async.await(me);
            } finally {
                if (flaw != Flaw.FORGETS_NOBODY) {
                    line.remove(me);
                }
            }
            if (flaw != Flaw.LOOKS_AGAIN) {
                return;
            }
        }
    }

    @Override
    public boolean await(Duration limit) {
        if (set || limit.isZero()) {
            return set;
        }
        try {
            return Async.withTimeout(limit, () -> {
                await();
                return true;
            });
        } catch (TimeoutException _) {
            return false;
        }
    }

    @Override
    public int waiting() {
        return line.size();
    }
}
