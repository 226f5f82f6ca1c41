package dev.footbridge.benchmarks.memory;

import dev.footbridge.benchmarks.Figure;
import dev.footbridge.benchmarks.FigureFile;
import dev.footbridge.benchmarks.MainArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes of heap a coroutine takes that waits: what is used while so many wait, less what was used before, over
 * their number, each after full collections. The {@code asyncio} row is CPython's resident memory, from its own main.
 *
 * <pre>{@code java -cp benchmarks.jar dev.footbridge.benchmarks.memory.MemoryPeers [--quick] FILE.json}</pre>
 *
 * <p>Each coroutine waits for one event, which all wait for, with nothing of its own on its stack: the least that there
 * can be. A virtual thread's stack lies in the heap while it waits, and grows with the calls that it is in.
 */
public final class MemoryPeers {

    private static final int ROUNDS = 5;
    private static final int COLLECTIONS = 3;

    private MemoryPeers() {}

    /** Measures all of them, and writes the figures. */
    public static void main(String[] args) throws IOException {
        MainArguments arguments = MainArguments.of(args);
        int n = arguments.choose(100_000, 2_000);
        int rounds = arguments.choose(ROUNDS, 1);
        List<Figure> figures = new ArrayList<>();
        for (Crowd crowd : Crowd.values()) {
            figures.add(measure(crowd, n, rounds));
        }
        FigureFile.write(arguments.file(), figures);
    }

    private static Figure measure(Crowd crowd, int n, int rounds) {
        crowd.whileSuspended(n, () -> {}); // classes, pools and code are there from now on
        List<Double> bytes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long before = used();
            long[] during = {0};
            crowd.whileSuspended(n, () -> during[0] = used());
            bytes.add((during[0] - before) / (double) n);
        }
        Figure figure = new Figure(MemoryPeers.class.getName() + "." + crowd.contender(),
                Map.of("coroutines", Integer.toString(n)), bytes, "B/op");
        System.out.printf("%-24s %8.0f bytes of heap for each of %d%n", crowd.contender(), figure.score(), n);
        return figure;
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            pause();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Lets those who arrived last begin their wait, and references be dropped. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the main thread", e);
        }
    }
}
