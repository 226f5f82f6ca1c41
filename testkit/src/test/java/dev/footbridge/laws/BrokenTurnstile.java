package dev.footbridge.laws;

import dev.footbridge.Async;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Permits for the coroutines of one loop, made of futures, with a flaw; without one they are sound. */
final class BrokenTurnstile implements Turnstile {

    /** What is wrong. */
    enum Flaw {
        /** Nothing: the checks must not find anything. */
        NONE,
        /** Permits go to waiters that are cancelled and cannot use them. */
        GIVES_TO_THE_CANCELLED,
        /** One that gives up stays in the line. */
        FORGETS_NOBODY,
        /** When a large request leaves, those behind it are not looked at. */
        FORGETS_THOSE_BEHIND,
        /** Who comes while there are permits takes them, though others wait. */
        LETS_OTHERS_OVERTAKE,
        /** Whoever waits is woken and tries again, and may find that somebody else was faster. */
        RESERVES_NOTHING,
        /** A cancel that comes after the permits were given throws them away. */
        LOSES_WHAT_WAS_GIVEN
    }

    private record Waiting(int wanted, CompletableFuture<@Nullable Void> turn) {}

    private final Flaw flaw;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private int free;

    BrokenTurnstile(Flaw flaw, int permits) {
        this.flaw = flaw;
        this.free = permits;
    }

    @Override
    public boolean tryTake(int wanted) {
        if (free < wanted || !line.isEmpty() && flaw != Flaw.LETS_OTHERS_OVERTAKE) {
            return false;
        }
        free -= wanted;
        return true;
    }

    @Override
    public void take(int wanted) {
        if (tryTake(wanted)) {
            return;
        }
        Waiting me = new Waiting(wanted, new CompletableFuture<>());
        line.add(me);
        boolean taken = false;
        try {
            Async.await(me.turn());
            if (flaw == Flaw.LOSES_WHAT_WAS_GIVEN) {
                Async.yieldNow();
            }
            if (flaw == Flaw.RESERVES_NOTHING) {
                take(wanted);
            }
            taken = true;
        } finally {
            if (!taken && flaw != Flaw.FORGETS_NOBODY && flaw != Flaw.GIVES_TO_THE_CANCELLED) {
                line.remove(me);
                if (flaw != Flaw.FORGETS_THOSE_BEHIND) {
                    serve();
                }
            }
        }
    }

    @Override
    public boolean tryTake(int wanted, Duration limit) {
        if (limit.isZero()) {
            return tryTake(wanted);
        }
        try {
            return Async.withTimeout(limit, () -> {
                take(wanted);
                return true;
            });
        } catch (TimeoutException _) {
            return false;
        }
    }

    @Override
    public void giveBack(int count) {
        free += count;
        serve();
    }

    /** Changes how many there are. */
    void adjust(int by) {
        giveBack(by);
    }

    private void serve() {
        while (!line.isEmpty() && line.element().wanted() <= free) {
            Waiting next = line.remove();
            if (flaw == Flaw.RESERVES_NOTHING) {
                next.turn().complete(null);
            } else if (next.turn().complete(null) || flaw == Flaw.GIVES_TO_THE_CANCELLED) {
                free -= next.wanted();
            }
        }
    }

    @Override
    public int available() {
        return free;
    }

    @Override
    public int waiting() {
        return line.size();
    }
}
