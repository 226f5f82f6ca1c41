package dev.footbridge.spring.actuate;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.lifecycle.Levels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Finds loops that are stuck. It has each loop run a callback, now and then; one that does not for too long is held by
 * somebody, who is named. Costs a loop one callback each time, and nothing else.
 */
public final class LoopWatch implements AutoCloseable {

    private static final int LOOKS_PER_LIMIT = 4;

    private final Levels levels;
    private final Duration limit;
    private final Map<EventLoop, Probe> probes = new ConcurrentHashMap<>();
    private final Thread thread;

    /**
     * A loop that is stuck.
     *
     * @param loop its name
     * @param since for how long
     * @param holder who holds it: the task, then where it is
     */
    public record Stuck(String loop, Duration since, List<String> holder) {}

    /**
     * Begins to watch.
     *
     * @param levels whose loops
     * @param limit how long a loop may be held
     */
    public LoopWatch(Levels levels, Duration limit) {
        this.levels = levels;
        this.limit = limit;
        this.thread = Thread.ofVirtual().name("footbridge-watch").start(this::watch);
    }

    private void watch() {
        Duration pause = limit.dividedBy(LOOKS_PER_LIMIT);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                levels.loops().forEach(this::look);
                Thread.sleep(pause.isPositive() ? pause : Duration.ofMillis(1));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(EventLoop loop) {
        Probe probe = probes.get(loop);
        if (loop.isClosed()) {
            probes.remove(loop);
        } else if (probe == null || probe.answered) {
            Probe next = new Probe();
            probes.put(loop, next);
            try {
                loop.callSoon(() -> next.answered = true);
            } catch (RejectedExecutionException closedMeanwhile) {
                probes.remove(loop);
            }
        }
    }

    /** The loops that are stuck at this moment. */
    public List<Stuck> stuck() {
        List<Stuck> stuck = new ArrayList<>();
        probes.forEach((loop, probe) -> {
            Duration since = Duration.ofNanos(System.nanoTime() - probe.asked);
            if (!probe.answered && since.compareTo(limit) > 0) {
                stuck.add(new Stuck(loop.name(), since, holder(loop)));
            }
        });
        return stuck;
    }

    /** What there is to say of each stuck loop; empty if all is well. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (Stuck stuck : stuck()) {
            details.put(stuck.loop(), Map.of("stuckForMillis", stuck.since().toMillis(), "heldBy", stuck.holder(),
                    "remedy", "await what it waits for, or run it by toThread"));
        }
        return details;
    }

    /** Which task holds the loop, and where it is; the dump says so after the task's name. */
    private static List<String> holder(EventLoop loop) {
        List<String> lines = loop.dump().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(": runs") || lines.get(i).contains(": runs, cancelled: ")) {
                int end = i + 1;
                while (end < lines.size() && Character.isWhitespace(lines.get(end).charAt(0))) {
                    end++;
                }
                return lines.subList(i, end).stream().map(String::strip).toList();
            }
        }
        return lines;
    }

    /** Watches no more. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private static final class Probe {

        final long asked = System.nanoTime();
        volatile boolean answered;
    }
}
