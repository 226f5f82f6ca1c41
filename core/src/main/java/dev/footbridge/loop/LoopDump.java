package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import java.util.List;

/** What every task of a loop is doing, in words: for people who wonder why nothing happens. */
final class LoopDump {

    private static final int MOST_FRAMES = 16;
    private static final String INSIDE = "dev.footbridge.internal.";
    private static final String LOOP = "dev.footbridge.loop.";

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
        return text.toString();
    }

    /** The user's side of a stack: what Footbridge does on top of it is left out, and below it. */
    private static void frames(StackTraceElement[] stack, StringBuilder text) {
        int from = 0;
        while (from < stack.length && isMachinery(stack[from].getClassName())) {
            from++;
        }
        int until = stack.length;
        while (until > from && isMachinery(stack[until - 1].getClassName())) {
            until--;
        }
        until = Math.min(until, from + MOST_FRAMES);
        for (StackTraceElement frame : List.of(stack).subList(from, until)) {
            text.append("    at ").append(frame).append('\n');
        }
    }

    private static boolean isMachinery(String type) {
        return type.startsWith(INSIDE) || type.startsWith(LOOP) || type.startsWith("java.");
    }
}
