package dev.footbridge.cli.chaos;

import dev.footbridge.cli.chaos.deeds.Sums;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Kills workers of a process pool, stops them, and writes garbage to their standard streams. */
final class PoolBlows implements Havoc.Blows {

    private static final int LEAST_PAUSE = 100;
    private static final int MOST_PAUSE = 3_000;
    private static final int LONGEST_STOP = 1_500;
    /** Those that nobody lets go on are found by the time limits of their jobs, or killed after this. */
    private static final Duration LEFT_STOPPED = Duration.ofSeconds(2);
    private static final int GARBAGE_BYTES = 200;

    @Override
    public Duration pause(Chance chance) {
        return Duration.ofMillis(chance.rather(LEAST_PAUSE, MOST_PAUSE));
    }

    @Override
    public void strike(Havoc havoc, ProcessHandle worker, Chance chance) throws IOException {
        switch (chance.between(1, 10)) {
            case 1, 2, 3, 4, 5 -> havoc.kill(worker, "KILL");
            case 6 -> havoc.kill(worker, chance.pick(List.of("TERM", "SEGV", "ABRT")));
            case 7, 8 -> havoc.stop(worker, Duration.ofMillis(chance.rather(20, LONGEST_STOP)), "CONT");
            case 9 -> havoc.stop(worker, LEFT_STOPPED, "KILL");
            default -> garble(havoc, worker, chance.pick(List.of(0, 1, 2)), chance.rather(1, GARBAGE_BYTES));
        }
    }

    /** Garbage where the pool tells the worker what to cancel, or where the worker prints. */
    private static void garble(Havoc havoc, ProcessHandle worker, int descriptor, int size) throws IOException {
        havoc.garble(worker);
        try (OutputStream out = new FileOutputStream("/proc/" + worker.pid() + "/fd/" + descriptor)) {
            out.write(Sums.bytes(worker.pid(), size));
        } catch (IOException goneMeanwhile) {
            // or there is no /proc
        }
    }
}
