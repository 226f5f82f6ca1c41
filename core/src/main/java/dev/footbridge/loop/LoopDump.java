package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import java.util.List;
import java.util.stream.Stream;

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

    /** The user's side of a stack: what Footbridge does above, below and in between is left out. */
    private static void frames(StackTraceElement[] stack, StringBuilder text) {
        List<StackTraceElement> theirs = Stream.of(stack).dropWhile(LoopDump::isMachinery)
                .filter(frame -> !isOurs(frame)).limit(MOST_FRAMES).toList();
        int depth = theirs.size();
        while (depth > 0 && isMachinery(theirs.get(depth - 1))) {
            depth--;
        }
        theirs.subList(0, depth).forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }

    private static boolean isMachinery(StackTraceElement frame) {
        return isOurs(frame) || frame.getClassName().startsWith("java.");
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(INSIDE) || frame.getClassName().startsWith(LOOP);
    }
}
