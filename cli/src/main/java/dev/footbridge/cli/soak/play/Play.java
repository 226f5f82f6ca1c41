package dev.footbridge.cli.soak.play;

import dev.footbridge.cli.soak.stage.Planned;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.stage.Trace;
import dev.footbridge.cli.soak.stage.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * One program while it runs: starts its actors, sends them their troubles, waits for all, and keeps the books. One
 * thread runs it; checks come from any thread.
 */
public final class Play {

    private static final Duration FOREVER = Duration.ofDays(1);
    private static final Duration RESCUED = Duration.ofSeconds(2);

    private final Stage stage;
    private final Violations violations;
    private final String program;
    private final List<Actor> cast = new CopyOnWriteArrayList<>();
    private final Collection<Planned> thrown = new ConcurrentLinkedQueue<>();
    private final Set<Planned> seen = ConcurrentHashMap.newKeySet();
    private final Set<Planned> either = ConcurrentHashMap.newKeySet();
    private volatile boolean wrong;
    private volatile boolean hung;

    /** A program about to run. */
    public Play(Stage stage, Violations violations, String program) {
        this.stage = stage;
        this.violations = violations;
        this.program = program;
    }

    /** Where it plays. */
    public Stage stage() {
        return stage;
    }

    // ---- what is wrong

    /** Something is wrong unless this holds. */
    public void check(boolean rule, String otherwise) {
        if (!rule && !hung) {
            wrong = true;
            violations.add(program + ": " + otherwise);
        }
    }

    /** Something is wrong unless this holds, and this shows where. */
    public void check(boolean rule, String otherwise, Throwable error) {
        if (!rule) {
            check(false, otherwise + "\n    " + Trace.of(error));
        }
    }

    /** Whether something was wrong. */
    public boolean isWrong() {
        return wrong;
    }

    // ---- failures

    /** A failure to throw. */
    public Planned plan() {
        Planned failure = stage.failures().plan(program);
        thrown.add(failure);
        return failure;
    }

    /** Somebody got this: the failures in it have arrived. */
    public void seen(Throwable error) {
        seen.addAll(Planned.in(error));
    }

    /** Somebody may have looked at this. */
    public void perhapsSeen(Throwable error) {
        either.addAll(Planned.in(error));
    }

    boolean isPlanned(Throwable error) {
        return error instanceof Planned failure && thrown.contains(failure);
    }

    // ---- the actors

    /** Has all parts played to their end. */
    public void perform(List<Part> parts, Script script) {
        perform(parts, script, FOREVER, () -> {});
    }

    /** Has all parts played; after some time, or when all have ended, what ends the program is done. */
    public void perform(List<Part> parts, Script script, Duration open, Runnable ending) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            actors.add(Actor.of(this, i, parts.get(i), script));
        }
        cast.addAll(actors);
        long begun = System.nanoTime();
        actors.forEach(Actor::start);
        actors.stream().filter(actor -> !actor.part().trouble().isNone())
                .sorted(Comparator.comparing(actor -> actor.part().trouble().after()))
                .forEach(actor -> troubleInTime(actor, begun));
        awaitAll(actors, begun + open.toNanos());
        ending.run();
        awaitAll(actors, begun + FOREVER.toNanos());
        actors.forEach(Actor::judge);
    }

    private void troubleInTime(Actor actor, long begun) {
        long due = begun + actor.part().trouble().after().toNanos();
        while (due - System.nanoTime() > 0 && !hung) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        actor.trouble();
    }

    private static void awaitAll(List<Actor> actors, long end) {
        actors.forEach(actor -> actor.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }

    /** The program has ended: where its failures went can be judged. */
    public void close() {
        if (!hung) {
            stage.failures().close(thrown, Collections.unmodifiableSet(seen), Collections.unmodifiableSet(either));
        }
    }

    // ---- when it hangs

    /** It takes too long: says who waits where, and gets everybody out. Its own thread is interrupted by others. */
    public void hangs(String where) {
        StringBuilder who = new StringBuilder();
        cast.forEach(actor -> who.append("\n    ").append(actor.status()));
        check(false, "it hangs" + who + where);
        hung = true;
        cast.forEach(Actor::rescue);
    }

    /** Waits a moment for those that were got out. */
    public void awaitRescued() {
        awaitAll(List.copyOf(cast), System.nanoTime() + RESCUED.toNanos());
    }
}
