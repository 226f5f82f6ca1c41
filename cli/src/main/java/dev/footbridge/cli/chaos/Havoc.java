package dev.footbridge.cli.chaos;

import dev.footbridge.cli.chaos.deeds.Mark;
import dev.footbridge.cli.chaos.deeds.Sums;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Kills workers, stops them, and writes garbage to their standard streams, at random, and leaves a mark for each first.
 * One thread.
 */
final class Havoc {

    static final String KILL = "kill";
    static final String STOP = "stop";
    static final String GARBAGE = "garbage";

    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int LEAST_PAUSE = 100;
    private static final int MOST_PAUSE = 3_000;
    private static final int LONGEST_STOP = 1_500;
    /** Those that nobody lets go on are found by the time limits of their jobs, or killed after this. */
    private static final Duration LEFT_STOPPED = Duration.ofSeconds(2);
    private static final int GARBAGE_BYTES = 200;

    private final Victims victims;
    private final Path marks;
    private final Chance chance;
    private final AtomicLong kills = new AtomicLong();
    private final AtomicLong stops = new AtomicLong();
    private final AtomicLong garbage = new AtomicLong();
    private final List<Stopped> stopped = new ArrayList<>();

    Havoc(Victims victims, Path marks, Chance chance) {
        this.victims = victims;
        this.marks = marks;
        this.chance = chance;
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
            pause(Duration.ofMillis(chance.rather(LEAST_PAUSE, MOST_PAUSE)), goOn);
            List<ProcessHandle> alive = victims.now();
            if (!alive.isEmpty()) {
                strike(chance.pick(alive));
            }
        }
        release(Long.MAX_VALUE);
    }

    /** Meanwhile it lets those go on whose time has come. */
    private void pause(Duration length, BooleanSupplier goOn) throws IOException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - end < 0 && goOn.getAsBoolean()) {
            LockSupport.parkNanos(GLANCE.toNanos());
            release(System.nanoTime());
        }
    }

    private void strike(ProcessHandle worker) throws IOException {
        switch (chance.between(1, 10)) {
            case 1, 2, 3, 4, 5 -> kill(worker, "KILL");
            case 6 -> kill(worker, chance.pick(List.of("TERM", "SEGV", "ABRT")));
            case 7, 8 -> stop(worker, Duration.ofMillis(chance.rather(20, LONGEST_STOP)), "CONT");
            case 9 -> stop(worker, LEFT_STOPPED, "KILL");
            default -> garble(worker, chance.pick(List.of(0, 1, 2)));
        }
    }

    private void leave(String what, ProcessHandle worker) throws IOException {
        Mark.of(marks, what, 0).leave(worker.pid());
    }

    private void kill(ProcessHandle worker, String signal) throws IOException {
        leave(KILL, worker);
        kills.incrementAndGet();
        signal(worker, signal);
    }

    private void stop(ProcessHandle worker, Duration length, String end) throws IOException {
        leave(STOP, worker);
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

    private static void signal(ProcessHandle worker, String name) throws IOException {
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

    /** Garbage where the pool tells the worker what to cancel, or where the worker prints. */
    private void garble(ProcessHandle worker, int descriptor) throws IOException {
        leave(GARBAGE, worker);
        garbage.incrementAndGet();
        byte[] bytes = Sums.bytes(worker.pid(), chance.rather(1, GARBAGE_BYTES));
        try (OutputStream out = new FileOutputStream("/proc/" + worker.pid() + "/fd/" + descriptor)) {
            out.write(bytes);
        } catch (IOException goneMeanwhile) {
            // or there is no /proc
        }
    }
}
