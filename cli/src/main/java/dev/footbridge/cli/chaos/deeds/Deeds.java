package dev.footbridge.cli.chaos.deeds;

import dev.footbridge.cluster.Cluster;
import dev.footbridge.processes.ProcessPool;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The jobs. Each leaves its mark first. */
public final class Deeds {

    /** What a job exits with that ends its own worker. */
    public static final int EXIT_CODE = 7;
    private static final int HALT_CODE = 9;
    private static final String LINE = "all work and no play makes a worker dull\n".repeat(25);

    private Deeds() {}

    /** Computes for a moment, or a while. */
    public static long compute(Mark mark, int rounds) throws IOException {
        mark.make();
        return Sums.chain(mark.number(), rounds);
    }

    /** Waits for a moment. */
    public static long sleep(Mark mark, long millis) throws IOException, InterruptedException {
        mark.make();
        Thread.sleep(millis);
        return Sums.of(mark.number());
    }

    /** Comes to its result later, without a thread. */
    public static CompletionStage<Long> later(Mark mark, long millis) throws IOException {
        mark.make();
        return CompletableFuture.supplyAsync(() -> Sums.of(mark.number()),
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    /** Takes and gives many bytes. */
    public static byte[] carry(Mark mark, byte[] bytes) throws IOException {
        mark.make();
        if (!Arrays.equals(bytes, Sums.bytes(mark.number(), bytes.length))) {
            throw new IllegalStateException("the bytes of " + mark.job() + " have changed on their way to the worker");
        }
        return Sums.bytes(mark.number() + 1, bytes.length);
    }

    /** Calls its own pool, so deep. */
    public static long nest(Mark mark, int depth) throws IOException {
        mark.ofPart(depth).make();
        return depth == 0 ? Sums.of(mark.number()) : 1 + ProcessPool.current().call(() -> nest(mark, depth - 1));
    }

    /** The same in the members of a cluster. */
    public static long nestOnHosts(Mark mark, int depth) throws IOException {
        mark.ofPart(depth).make();
        return depth == 0
                ? Sums.of(mark.number())
                : 1 + Cluster.current().<Long>call(() -> nestOnHosts(mark, depth - 1));
    }

    /** Stays until it is told to end, and leaves a second mark then. */
    public static long linger(Mark mark) throws IOException, InterruptedException {
        mark.make();
        try {
            Thread.sleep(Long.MAX_VALUE);
            return 0;
        } finally {
            mark.ofPart(1).make();
        }
    }

    /** One of many items. */
    public static long item(Mark mark, int part) throws IOException {
        mark.ofPart(part).make();
        return Sums.of(mark.number() + part);
    }

    /** Goes on and on, and hears of nothing. */
    public static long spin(Mark mark) throws IOException {
        mark.make();
        long value = mark.number();
        while (value != 0) {
            value = Sums.of(value) | 1;
        }
        return value;
    }

    /** Prints much. */
    public static long flood(Mark mark, int lines) throws IOException {
        mark.make();
        for (int i = 0; i < lines; i++) {
            System.out.print(LINE);
            System.err.print(LINE);
        }
        return Sums.of(mark.number());
    }

    /** Shuts its JVM down. */
    public static long exit(Mark mark) throws IOException {
        mark.make();
        System.exit(EXIT_CODE);
        return 0;
    }

    /** Stops its JVM dead. */
    public static long halt(Mark mark) throws IOException {
        mark.make();
        Runtime.getRuntime().halt(HALT_CODE);
        return 0;
    }

    /** Stops its JVM dead when it runs for the first time. */
    public static long haltOnce(Mark mark) throws IOException {
        mark.make();
        try {
            Files.createFile(Path.of(mark.file() + "-" + mark.number()));
        } catch (FileAlreadyExistsException secondTime) {
            return Sums.of(mark.number());
        }
        Runtime.getRuntime().halt(HALT_CODE);
        return 0;
    }

    /** Has its JVM crash in native code. */
    @SuppressWarnings("restricted") // that is what it is for
    public static long crash(Mark mark) throws IOException {
        mark.make();
        MemorySegment.ofAddress(16).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, mark.number());
        return 0;
    }

    /** Takes all memory that there is. */
    public static long hoard(Mark mark) throws IOException {
        mark.make();
        List<byte[]> hoard = new ArrayList<>();
        while (hoard.size() < Integer.MAX_VALUE) {
            hoard.add(new byte[1 << 20]);
        }
        return 0;
    }

    /** Fails. */
    public static long fail(Mark mark) throws IOException {
        mark.make();
        throw new PlannedFailure(mark.job());
    }

    /** Writes garbage to standard output, behind the back of Java. */
    public static long garbleOutput(Mark mark, int size) throws IOException {
        mark.make();
        Descriptor.OUTPUT.write(Sums.bytes(mark.number(), size));
        return Sums.of(mark.number());
    }

    /** Writes garbage into the middle of what its worker says to the pool. */
    public static long garbleChannel(Mark mark, int size) throws IOException {
        mark.make();
        for (Descriptor channel : Descriptor.channels()) {
            channel.write(Sums.bytes(mark.number(), size));
        }
        return Sums.of(mark.number());
    }
}
