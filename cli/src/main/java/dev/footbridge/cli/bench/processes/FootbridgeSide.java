package dev.footbridge.cli.bench.processes;

import dev.footbridge.Task;
import dev.footbridge.processes.ProcessPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The main class of a parent process that measures a pool of Footbridge's, line by line as {@code python_side.py} does it:
 * a change here is one there. It prints a line for each {@link Step}.
 */
final class FootbridgeSide {

    /** In place of the numbers: fill the AOT store, as a program does that runs a second time. */
    static final String FILL = "fill";

    private static final int NAP_MILLIS = 20;
    private static final int FILL_SECONDS = 60;

    private final Effort effort;
    private final List<Integer> items;

    private FootbridgeSide(Effort effort) {
        this.effort = effort;
        this.items = IntStream.range(0, effort.items()).boxed().toList();
    }

    static int square(int x) {
        return x * x;
    }

    private static long nap() throws InterruptedException {
        Thread.sleep(NAP_MILLIS);
        return ProcessHandle.current().pid();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals(FILL)) {
            fill();
        } else {
            new FootbridgeSide(Effort.of(arguments)).run();
        }
    }

    /** Keeps a pool open until the cache is there that it makes in the background; or not, which is no failure. */
    private static void fill() throws IOException, InterruptedException {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1))) {
            pool.call(() -> 1);
            Path caches = Path.of(System.getenv("XDG_CACHE_HOME"));
            for (int i = 0; i < FILL_SECONDS * 10 && !holdsCache(caches); i++) {
                Thread.sleep(100);
            }
        }
    }

    private static boolean holdsCache(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder, 4)) {
            return files.anyMatch(file -> file.toString().endsWith(".aot"));
        } catch (UncheckedIOException vanished) {
            return false;
        }
    }

    private void run() {
        long begin = System.nanoTime();
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(Effort.WORKERS))) {
            Set<Long> answered = new HashSet<>();
            while (answered.size() < Effort.WORKERS) {
                List<Task<Long>> naps = new ArrayList<>();
                for (int i = 0; i < Effort.WORKERS; i++) {
                    naps.add(pool.start(FootbridgeSide::nap));
                }
                naps.forEach(nap -> answered.add(nap.result()));
            }
            tell(Step.START, System.nanoTime() - begin);
            tell(Step.COLD_MAP, map(pool, Effort.CHUNK));

            repeat(effort.warmCalls(), () -> call(pool));
            tell(Step.CALL, repeat(effort.calls(), () -> call(pool)));
            repeat(effort.warmSingles(), () -> map(pool, 1));
            tell(Step.MAP_SINGLES, repeat(effort.singles(), () -> map(pool, 1)));
            repeat(effort.warmChunks(), () -> map(pool, Effort.CHUNK));
            tell(Step.MAP_CHUNKS, repeat(effort.chunks(), () -> map(pool, Effort.CHUNK)));
            byte[] payload = new byte[Effort.PAYLOAD];
            repeat(effort.warmEchoes(), () -> echo(pool, payload));
            tell(Step.ECHO, repeat(effort.echoes(), () -> echo(pool, payload)));
        }
    }

    private long map(ProcessPool pool, int chunk) {
        long begin = System.nanoTime();
        List<Integer> results = pool.map(FootbridgeSide::square, items, chunk);
        long took = System.nanoTime() - begin;
        check(results.size() == items.size());
        for (int i = 0; i < items.size(); i++) {
            check(results.get(i) == i * i);
        }
        return took;
    }

    private static long call(ProcessPool pool) {
        long begin = System.nanoTime();
        int one = pool.call(() -> 1);
        long took = System.nanoTime() - begin;
        check(one == 1);
        return took;
    }

    private static long echo(ProcessPool pool, byte[] payload) {
        long begin = System.nanoTime();
        byte[] back = pool.call(() -> payload);
        long took = System.nanoTime() - begin;
        check(Arrays.equals(back, payload));
        return took;
    }

    /** The median of so many times. */
    private static long repeat(int times, LongSupplier timed) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            nanos[i] = timed.getAsLong();
        }
        Arrays.sort(nanos);
        return times == 0 ? 0 : nanos[times / 2];
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("a result is wrong");
        }
    }

    private static void tell(Step step, long nanos) {
        System.out.println(step.key() + " " + nanos);
    }
}
