package dev.footbridge.laws;

import dev.footbridge.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A barrier for the coroutines of one loop, made of futures, with a flaw; without one it is sound. */
final class BrokenBarrier implements Meeting {

    /** What is wrong. */
    enum Flaw {
        /** Nothing: the checks must not find anything. */
        NONE,
        /** One that has left is still counted. */
        COUNTS_THOSE_THAT_LEFT,
        /** Who comes last is told that it was first. */
        TELLS_WRONG_PLACES,
        /** A reset leaves those that wait where they are, and counts from nothing. */
        FORGETS_WHO_WAITS,
        /** A cancel that comes after the last party has arrived throws the place away. */
        LOSES_A_PLACE
    }

    private final Flaw flaw;
    private final int parties;
    private final List<CompletableFuture<Integer>> line = new ArrayList<>();
    private boolean broken;

    BrokenBarrier(Flaw flaw, int parties) {
        this.flaw = flaw;
        this.parties = parties;
    }

    @Override
    public int await() {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        CompletableFuture<Integer> me = new CompletableFuture<>();
        line.add(me);
        if (line.size() == parties) {
            for (int i = 0; i < parties; i++) {
                line.get(i).complete(flaw == Flaw.TELLS_WRONG_PLACES ? parties - 1 - i : i);
            }
            line.clear();
        }
        boolean arrived = false;
        try {
            int place = Async.await(me);
            if (flaw == Flaw.LOSES_A_PLACE) {
                Async.yieldNow();
            }
            arrived = true;
            return place;
        } finally {
            if (!arrived && flaw != Flaw.COUNTS_THOSE_THAT_LEFT) {
                line.remove(me);
            }
        }
    }

    @Override
    public int await(Duration limit) throws TimeoutException {
        if (!broken && limit.isZero() && line.size() < parties - 1) {
            throw new TimeoutException("no time");
        }
        return limit.isZero() ? await() : Async.withTimeout(limit, () -> await());
    }

    @Override
    public void abort() {
        reset();
        broken = true;
    }

    @Override
    public void reset() {
        broken = false;
        if (flaw != Flaw.FORGETS_WHO_WAITS) {
            line.forEach(waiter -> waiter.completeExceptionally(new IllegalStateException("broken")));
        }
        line.clear();
    }

    @Override
    public int waiting() {
        return line.size();
    }
}
