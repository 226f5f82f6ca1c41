package dev.footbridge.processes.wire;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that a pool and one worker share: a line for each job that was sent. It says whether the worker has begun the job,
 * and outlives the worker, however that dies. So a job that was not begun is never charged with a crash, and can be taken
 * back at any time: either the worker begins it or the pool takes it back, in one atomic step.
 */
public final class StatusPage {

    /** How many jobs can be on it. */
    public static final int LINES = 8192;

    private static final VarHandle LINE = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Of the very type that the handle takes: for another one, each call site is adapted when it is first used. */
    private final ByteBuffer memory;

    private StatusPage(ByteBuffer memory) {
        this.memory = memory;
    }

    private static StatusPage map(Path file, Arena arena, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            // Not mapped as a buffer right away: the JDK makes the first of those by reflection, which takes a new JVM longer
            // than anything else that a worker does to start.
            return new StatusPage(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, LINES * 8L, arena).asByteBuffer());
        }
    }

    /** A new page. */
    public static StatusPage create(Path file) throws IOException {
        return map(file, Arena.ofAuto(), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** The page that the pool made. */
    public static StatusPage open(Path file) throws IOException {
        return map(file, Arena.global(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Pool: the job is about to be sent. */
    public void sent(int line, long id) {
        LINE.setVolatile(memory, line * 8, id);
    }

    /** Pool: takes the job back; false when it has begun. */
    public boolean takeBack(int line, long id) {
        return LINE.compareAndSet(memory, line * 8, id, 0L);
    }

    /** Worker: begins the job; false when it was taken back. */
    public boolean begin(int line, long id) {
        return line >= 0 && line < LINES && LINE.compareAndSet(memory, line * 8, id, -id);
    }

    /** Pool: whether the job has begun. */
    public boolean hasBegun(int line, long id) {
        return (long) LINE.getVolatile(memory, line * 8) == -id;
    }
}
