package dev.footbridge.cli.chaos;

import dev.footbridge.cli.chaos.deeds.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Strikes workers, and leaves a mark for each blow that one may not survive first. One thread. */
final class Havoc {

    static final String KILL = "kill";
    static final String STOP = "stop";
    static final String GARBAGE = "garbage";
    static final String CUT = "cut";

    private static final Duration GLANCE = Duration.ofMillis(10);

    private final Victims victims;
    private final Path marks;
    private final Chance chance;
    private final Blows blows;
    private final AtomicLong kills = new AtomicLong();
    private final AtomicLong stops = new AtomicLong();
    private final AtomicLong garbage = new AtomicLong();
    private final List<Stopped> stopped = new ArrayList<>();

    Havoc(Victims victims, Path marks, Chance chance, Blows blows) {
        this.victims = victims;
        this.marks = marks;
        this.chance = chance;
        this.blows = blows;
    }

    /** Which blows there are, and how often they fall. */
    interface Blows {

        /** How long to wait before the next. */
        Duration pause(Chance chance);

        /** Strikes. */
        void strike(Havoc havoc, ProcessHandle worker, Chance chance) throws IOException;

        /** It is over; nothing that it began is left when this returns. */
        default void end() {}
    }

    private record Stopped(ProcessHandle worker, long until, String signal) {}

    long kills() {
        return kills.get();
    }

    long stops() {
        return stops.get();
    }

    /** How often garbage was written from here. */
    long garbage() {
        return garbage.get();
    }

    /** Goes on as long as this says so; leaves nobody stopped. */
    void wreak(BooleanSupplier goOn) throws IOException {
        while (goOn.getAsBoolean()) {
            pause(blows.pause(chance), goOn);
            List<ProcessHandle> alive = victims.now();
            if (!alive.isEmpty() && goOn.getAsBoolean()) {
                blows.strike(this, chance.pick(alive), chance);
            }
        }
        release(Long.MAX_VALUE);
        blows.end();
    }

    /** Meanwhile it lets those go on whose time has come. */
    private void pause(Duration length, BooleanSupplier goOn) throws IOException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - end < 0 && goOn.getAsBoolean()) {
            LockSupport.parkNanos(GLANCE.toNanos());
            release(System.nanoTime());
        }
    }

    private void leave(String what, long pid) throws IOException {
        Mark.of(marks, what, 0).leave(pid);
    }

    Path marks() {
        return marks;
    }

    void kill(ProcessHandle worker, String signal) throws IOException {
        leave(KILL, worker.pid());
        kills.incrementAndGet();
        signal(worker, signal);
    }

    /** Stops it for so long, and then sends this signal. */
    void stop(ProcessHandle worker, Duration length, String end) throws IOException {
        leave(STOP, worker.pid());
        stops.incrementAndGet();
        signal(worker, "STOP");
        stopped.add(new Stopped(worker, System.nanoTime() + length.toNanos(), end));
    }

    private void release(long now) throws IOException {
        for (Iterator<Stopped> each = stopped.iterator(); each.hasNext();) {
            Stopped one = each.next();
            if (now == Long.MAX_VALUE || now - one.until() >= 0) {
                each.remove();
                if (one.signal().equals("KILL") && one.worker().isAlive()) {
                    kill(one.worker(), one.signal());
                } else {
                    signal(one.worker(), one.signal());
                }
            }
        }
    }

    /** This worker is going to be cut off from the others. */
    void leaveCut(ProcessHandle worker) throws IOException {
        leave(CUT, worker.pid());
    }

    /** Sends a signal that harms nobody. */
    static void signal(ProcessHandle worker, String name) throws IOException {
        if (worker.isAlive()) {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(worker.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                int _ = kill.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Somebody writes garbage to this worker, which may mislead it. */
    void garble(ProcessHandle worker) throws IOException {
        leave(GARBAGE, worker.pid());
        garbled();
    }

    /** Somebody wrote garbage, which must mislead nobody. */
    void garbled() {
        garbage.incrementAndGet();
    }
}
