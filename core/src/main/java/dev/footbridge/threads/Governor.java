package dev.footbridge.threads;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many jobs of an elastic pool run at once. It knows no thread and no clock: whoever drives it says what
 * happens and when, a pool or a simulation. Guarded by the lock of {@link Slots}. Why it decides so stands in ADR 9.
 */
final class Governor {

    private static final long NO_THREAD_PAUSE = 1_000_000_000;
    private static final long PATIENCE = 1_000_000_000;

    /** Why the next job in line does not run yet. */
    private enum Held {
        NOT, MOST, PAUSE, WINDOW, PROCESSORS
    }

    private final int min;
    private final int max;
    private final Map<Class<?>, Kind> kinds = new WeakHashMap<>();
    private final Set<Load> running = new LinkedHashSet<>();
    private int cpus;
    private double demand;
    private int blocked;
    private int roomForNovices;
    private int cap;
    private long noThreadUntil;
    private boolean paused;
    private long lastEnd;
    private int extra;
    private Held held = Held.NOT;
    private Supplier<String> lastChange = () -> "nothing has run yet";

    Governor(int min, int max, int cpus, long now) {
        this.min = Math.max(1, min);
        this.max = max;
        this.cap = max;
        this.cpus = cpus;
        this.lastEnd = now;
    }

    Kind kind(Class<?> function, long now) {
        return kinds.computeIfAbsent(function, _ -> new Kind(Math.min(max, Math.max(2, cpus)), now));
    }

    // ---- who may run

    /** Whether a job may run now: the first in line, or a new one when there is no line. */
    boolean admits(Kind kind) {
        held = whyNot(kind);
        return held == Held.NOT;
    }

    private Held whyNot(Kind kind) {
        int now = running.size();
        if (now < min) {
            return Held.NOT;
        }
        if (now >= cap) {
            return cap == max ? Held.MOST : Held.PAUSE;
        }
        if (fits(kind.share())) {
            return kind.hasRoom(cpus + extra) ? Held.NOT : Held.WINDOW;
        }
        if (!kind.isKnown() && roomForNovices > 0) {
            roomForNovices--;
            return Held.NOT;
        }
        return Held.PROCESSORS;
    }

    /** Whether a job that waited may go on: it has had its place before. */
    boolean readmits(Load load) {
        return running.size() < min || (running.size() < max && fits(load.share()));
    }

    /** Whether there is a processor for at least half of it. */
    private boolean fits(double share) {
        return demand + share / 2 <= cpus + extra;
    }

    // ---- what happens

    Load began(Kind kind, long now) {
        kind.began();
        Load load = new Load(kind, now);
        enter(load);
        return load;
    }

    private void enter(Load load) {
        running.add(load);
        demand += load.share();
    }

    /** It was never run: there was no thread for it. */
    void undo(Load load) {
        leave(load);
        load.kind().paused();
    }

    private void leave(Load load) {
        if (running.remove(load)) {
            demand -= load.share();
            blocked -= load.isBlocked() ? 1 : 0;
        }
    }

    /** It waits through Footbridge. */
    void paused(Load load) {
        leave(load);
        load.kind().paused();
    }

    /** It goes on after a wait. */
    void resumed(Load load, long now) {
        load.kind().began();
        load.resume(now);
        enter(load);
    }

    void ended(Load load, long cpu, boolean spare, long now) {
        leave(load);
        load.end(cpu, spare, now);
        lastEnd = now;
        extra = 0;
    }

    /** No thread could be had: for a while there are to be no more than there are. */
    void noThread(long now) {
        noThreadUntil = now + NO_THREAD_PAUSE;
        paused = true;
        cap = Math.clamp(running.size() - 1L, min, max);
        int size = cap;
        lastChange = () -> "stopped at " + size + ": the last thread asked for could not be made";
    }

    // ---- now and then

    List<Load> running() {
        return List.copyOf(running);
    }

    /** Takes in what was seen of the running jobs, and how the machine is. */
    Governor tick(List<Load.Sample> samples, int queued, Conditions conditions, long now) {
        cpus = conditions.cpus();
        double used = 0;
        for (Load.Sample sample : samples) {
            used += sample.load().had(sample, now);
        }
        boolean idle = conditions.spare() && used < cpus - 0.5;
        boolean metered = samples.isEmpty() || samples.getFirst().cpu() >= 0;
        for (Load.Sample sample : samples) {
            if (running.contains(sample.load())) {
                sample.load().look(sample, idle, now);
            }
        }
        sum();
        limit(conditions, now);
        if (!metered && queued > 0 && held == Held.PROCESSORS && now - lastEnd > PATIENCE) {
            extra++; // who is blocked in native code cannot be told from who computes
            lastEnd = now;
        }
        adjust(now);
        return this;
    }

    /**
     * How the machine is.
     *
     * @param cpus how many processors there are
     * @param spare whether one of them was idle lately, at least by half
     * @param idle how many threads have no job
     * @param shortage why there must be no more threads, or null
     */
    record Conditions(int cpus, boolean spare, int idle, @Nullable String shortage) {}

    private void sum() {
        demand = 0;
        blocked = 0;
        int fresh = 0;
        int proven = 0;
        for (Load load : running) {
            demand += load.share();
            blocked += load.isBlocked() ? 1 : 0;
            fresh += load.isNovice() && !load.isSampled() ? 1 : 0;
            proven += load.isNovice() && load.isBlocked() ? 1 : 0;
        }
        roomForNovices = Math.max(0, proven - fresh);
    }

    /** Threads that are there may be used, whatever keeps more from being made. */
    private void limit(Conditions conditions, long now) {
        String shortage = conditions.shortage();
        paused &= now < noThreadUntil;
        int size = running.size() + conditions.idle();
        if (shortage != null) {
            cap = Math.clamp(size, min, max);
            lastChange = () -> "stopped at " + size + ": " + shortage;
        } else {
            cap = paused ? Math.clamp(size, Math.min(cap, max), max) : max;
        }
    }

    private void adjust(long now) {
        List<Kind> full = new ArrayList<>();
        for (Load load : running) {
            if (load.kind().isHeld() && !full.contains(load.kind())) {
                full.add(load.kind());
            }
        }
        for (Kind kind : full) {
            int looked = 0;
            int stuck = 0;
            for (Load load : running) {
                looked += load.kind() == kind && load.isSampled() ? 1 : 0;
                stuck += load.kind() == kind && load.isBlocked() ? 1 : 0;
            }
            String told = kind.adjust(stuck, looked, max, now);
            if (told != null) {
                lastChange = () -> told;
            }
        }
    }

    /** What came of a tick: so many ran before it, so many jobs wait still. */
    Governor settled(int before, int queued) {
        int after = running.size();
        int asleep = blocked;
        if (after > before) {
            lastChange = () -> "grew from " + before + " to " + after + ": " + asleep + " of " + before
                    + " jobs were blocked and " + (queued + after - before) + " waited";
        } else if (queued > 0) {
            double wanted = demand;
            int processors = cpus;
            switch (held) {
                case MOST -> lastChange = () -> "stopped at " + after + ": that is the maximum; " + queued + " wait";
                case PROCESSORS -> lastChange = () -> String.format(Locale.ROOT,
                        "stopped at %d: the jobs want %.1f of %d processors; %d wait", after, wanted, processors,
                        queued);
                default -> {
                }
            }
        }
        return this;
    }

    /** A thread without a job ended. */
    Governor shrank(int size) {
        lastChange = () -> "shrank to " + size + ": a thread had nothing to do";
        return this;
    }

    int blocked() {
        return blocked;
    }

    String lastChange() {
        return lastChange.get();
    }
}
