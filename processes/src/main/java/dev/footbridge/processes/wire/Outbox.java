package dev.footbridge.processes.wire;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, in order. A thread of its own, the courier, writes it: whoever sends never waits for the other side
 * to read, and an interrupt of its thread does not close the channel. Threads that may wait can write here themselves.
 */
public final class Outbox implements Runnable {

    private final Duplex channel;
    private final FrameWriter writer;
    private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Thread courier;
    private volatile boolean asleep;
    private volatile boolean closed;

    /** Sends over this channel. */
    public Outbox(Duplex channel) {
        this.channel = channel;
        this.writer = new FrameWriter(channel);
    }

    /** Gives it its thread. */
    public void open(String name) {
        Thread thread = Thread.ofPlatform().daemon().name(name).inheritInheritableThreadLocals(false).unstarted(this);
        courier = thread;
        thread.start();
    }

    /** Puts a frame in; it goes with the next {@link #ring} or {@link #flush}. */
    public void add(Frame frame) {
        frames.add(frame);
    }

    /** Has the courier send what there is. */
    public void ring() {
        if (asleep) {
            LockSupport.unpark(courier);
        }
    }

    /** Sends what there is, on this thread, unless somebody else is at it. */
    public void flush() {
        if (!frames.isEmpty() && writing.tryLock()) {
            try {
                writeAll();
            } finally {
                writing.unlock();
            }
            if (!frames.isEmpty()) {
                ring();
            }
        } else {
            ring();
        }
    }

    /** Sends what there is, and this, on this thread. */
    public void sendHere(Frame frame) {
        frames.add(frame);
        writing.lock();
        try {
            writeAll();
        } finally {
            writing.unlock();
        }
    }

    private void writeAll() {
        try {
            for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
                writer.put(frame);
            }
            writer.flush();
        } catch (IOException | RuntimeException broken) {
            close(); // whoever reads finds the channel closed and sees to the rest
        }
    }

    /** Says that nothing more will come. */
    public void endOutput() {
        try {
            channel.endOutput();
        } catch (IOException _) {
            // nobody is there to be told
        }
    }

    /** Closes the channel and ends the courier. */
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException _) {
            // closed all the same
        }
        LockSupport.unpark(courier);
    }

    @Override
    public void run() {
        while (!closed) {
            asleep = true;
            if (frames.isEmpty()) {
                LockSupport.park(this);
            }
            asleep = false;
            writing.lock();
            try {
                writeAll();
            } finally {
                writing.unlock();
            }
        }
    }
}
