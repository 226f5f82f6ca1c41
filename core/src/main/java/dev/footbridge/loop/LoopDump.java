package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import java.util.List;

/** What every task of a loop is doing, in words: for people who wonder why nothing happens. */
final class LoopDump {

    private static final int MOST_FRAMES = 16;
    private static final String INSIDE = "dev.footbridge.internal.";
    private static final String LOOP = "dev.footbridge.loop.";
    private static final List<String> JAVA = List.of("java.", "jdk.", "sun.");

    private LoopDump() {}

    /** Reads the loop from outside, without stopping it: a task that moves meanwhile may be missed. */
    static String of(Core core) {
        List<LoopJob<?>> jobs = core.live.all();
        StringBuilder text = new StringBuilder(core.loop.toString()).append(": ").append(core.stats()).append('\n');
        Strand holder = core.baton.holder();
        for (LoopJob<?> job : jobs) {
            Thread thread = job.runner();
            text.append(job.name()).append(": ")
                    .append(thread == null
                            ? "queued"
                            : holder != null && holder.thread() == thread ? "runs" : "waits");
            job.whyCancelled().ifPresent(reason -> text.append(", cancelled: ").append(reason));
            text.append('\n');
            if (thread != null) {
                frames(thread.getStackTrace(), text);
            }
        }
        for (Thread caller : core.callers.queued()) {
            text.append(caller).append(": queued to call\n");
            frames(caller.getStackTrace(), text);
        }
        return text.toString();
    }

    /**
     * The user's side of a stack: what Footbridge does above, below and in between is left out, with what Java does for
     * it.
     */
    private static void frames(StackTraceElement[] stack, StringBuilder text) {
        List<StackTraceElement> all = List.of(stack);
        int top = 0;
        while (top < all.size() && isJava(all.get(top))) {
            top++;
        }
        boolean waitsInFootbridge = top < all.size() && isOurs(all.get(top));
        List<StackTraceElement> theirs = all.stream().skip(waitsInFootbridge ? top : 0).filter(frame -> !isOurs(frame))
                .toList();
        int bottom = theirs.size();
        while (bottom > 0 && isJava(theirs.get(bottom - 1))) {
            bottom--;
        }
        theirs.stream().limit(Math.min(bottom, MOST_FRAMES))
                .forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }

    private static boolean isJava(StackTraceElement frame) {
        return JAVA.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(INSIDE) || frame.getClassName().startsWith(LOOP);
    }
}
