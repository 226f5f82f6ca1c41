package dev.footbridge.cli.soak.stage;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What was found wrong, from any thread. The first ones are told at once and kept, the rest is counted. */
public final class Violations {

    /** After so many there is nothing more to learn. */
    public static final int ENOUGH = 100;

    private final ConcurrentLinkedQueue<String> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Consumer<String> listener;

    /** None so far; those to come are told to the listener. */
    public Violations(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Something is wrong. */
    public void add(String what) {
        if (count.incrementAndGet() <= ENOUGH) {
            kept.add(what);
            listener.accept(what);
        }
    }

    /** How many there are. */
    public int count() {
        return count.get();
    }

    /** Whether there are so many that it makes no sense to go on. */
    public boolean areEnough() {
        return count.get() >= ENOUGH;
    }

    /** The first ones, in the order they were found. */
    public List<String> all() {
        return List.copyOf(kept);
    }
}
