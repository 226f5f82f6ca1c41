package dev.footbridge.stress;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What a check found wrong; the first few, from any thread. */
public final class Violations {

    private static final int MOST = 20;
    private static final int FRAMES = 12;

    private final ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Something is wrong. */
    public void add(String what) {
        if (count.incrementAndGet() <= MOST) {
            found.add(what);
        }
    }

    /** Something is wrong, and this is where. */
    public void add(String what, Throwable error) {
        add(what + ": " + error + trace(error.getStackTrace()));
    }

    /** A thread that should have ended did not. */
    public void hangs(Thread thread) {
        add(thread + " hangs" + trace(thread.getStackTrace()));
    }

    private static String trace(StackTraceElement[] frames) {
        return Arrays.stream(frames).limit(FRAMES).map(frame -> "\n    at " + frame).collect(Collectors.joining());
    }

    /** Whether something was found by now. */
    public boolean any() {
        return count.get() > 0;
    }

    /** What was found. */
    public List<String> all() {
        return List.copyOf(found);
    }
}
