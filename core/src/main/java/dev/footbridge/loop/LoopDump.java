package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import dev.footbridge.internal.UserFrames;
import java.util.List;

/** What every task of a loop is doing, in words: for people who wonder why nothing happens. */
final class LoopDump {

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
                UserFrames.append(thread.getStackTrace(), text);
            }
        }
        for (Thread caller : core.callers.queued()) {
            text.append(caller).append(": queued to call\n");
            UserFrames.append(caller.getStackTrace(), text);
        }
        return text.toString();
    }
}
