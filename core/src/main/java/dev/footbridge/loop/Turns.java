package dev.footbridge.loop;

import dev.footbridge.internal.Ticker;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns on a foreign executor, one asked for at a time: sees to it that one comes, or that it is told that none will.
 * An executor that refuses a task although it is not shut down is asked again; one that shuts down without a word is
 * found out as soon as it has terminated.
 */
final class Turns {

    /** Nanoseconds. */
    private static final long FIRST_RETRY = 1_000_000;
    private static final long LONGEST_RETRY = 100_000_000;
    private static final long LOOK_INTERVAL = 200_000_000;

    private final Executor executor;
    private final Runnable turn;
    private final BooleanSupplier needed;
    private final Consumer<String> lost;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean isLost = new AtomicBoolean();
    /** The thread that is giving the executor a task at this moment, which must not run it. */
    private final ThreadLocal<@Nullable Boolean> giving = new ThreadLocal<>();
    private volatile boolean expected;

    /**
     * @param executor the foreign loop's
     * @param turn what is to run there
     * @param needed whether somebody would miss the executor although no turn has been asked for
     * @param lost told, once, why no turn will come any more
     */
    Turns(Executor executor, Runnable turn, BooleanSupplier needed, Consumer<String> lost) {
        this.executor = executor;
        this.turn = turn;
        this.needed = needed;
        this.lost = lost;
    }

    /** Asks for the first turn, and finds out whether the executor can be used at all. */
    void probe() {
        AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
        expected = true;
        Thread prober = Thread.ofVirtual().name("footbridge-probe").start(() -> {
            try {
                give();
            } catch (Throwable error) {
                refusal.set(error);
            }
        });
        boolean interrupted = false;
        while (prober.isAlive()) {
            try {
                prober.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable error = refusal.get();
        if (error != null) {
            if (error instanceof InPlaceException) {
                throw new IllegalArgumentException("the executor of a foreign event loop must queue what it is given"
                        + " (" + executor + " ran it at once, on the calling thread): give one with a thread of its"
                        + " own");
            }
            throw new RejectedExecutionException("the executor " + executor + " takes no tasks (" + error
                    + "): give one that is not shut down", error);
        }
        watch();
    }

    /** Asks for the next turn. Any thread. */
    void next() {
        expected = true;
        next(FIRST_RETRY);
        watch();
    }

    private void next(long retryAfter) {
        try {
            give();
        } catch (InPlaceException _) {
            // Its thread runs at once what it gives itself; what another thread gives it, it queues.
            Thread.ofVirtual().name("footbridge-turn").start(() -> next(retryAfter));
        } catch (Throwable refused) {
            if (executor instanceof ExecutorService service && !service.isShutdown()) {
                Ticker.at(System.nanoTime() + retryAfter, () -> Thread.ofVirtual().name("footbridge-turn")
                        .start(() -> next(Math.min(retryAfter * 2, LONGEST_RETRY))));
            } else {
                lose("its executor " + executor + " takes no tasks any more (" + refused + ")");
            }
        }
    }

    /** Gives the executor the turn; fails if it runs it here and now. */
    private void give() {
        AtomicBoolean ranInPlace = new AtomicBoolean();
        giving.set(true);
        try {
            executor.execute(() -> {
                if (giving.get() == null) {
                    expected = false;
                    turn.run();
                } else {
                    ranInPlace.set(true);
                }
            });
        } finally {
            giving.remove();
        }
        if (ranInPlace.get()) {
            throw new InPlaceException();
        }
    }

    /** Looks from now on whether the executor has terminated, as long as that matters. Any thread. */
    void watch() {
        if (!watching.get() && executor instanceof ExecutorService service && watching.compareAndSet(false, true)) {
            Ticker.at(System.nanoTime() + LOOK_INTERVAL, () -> look(service));
        }
    }

    private void look(ExecutorService service) {
        watching.set(false);
        if (expected || needed.getAsBoolean()) {
            if (service.isTerminated()) {
                lose("its executor " + executor + " has been shut down");
            } else {
                watch();
            }
        }
    }

    private void lose(String reason) {
        if (isLost.compareAndSet(false, true)) {
            lost.accept(reason);
        }
    }

    /** The executor ran the turn on the thread that gave it. */
    private static final class InPlaceException extends RuntimeException {

        private static final long serialVersionUID = 1;

        InPlaceException() {
            super(null, null, false, false);
        }
    }
}
