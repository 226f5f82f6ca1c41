package dev.footbridge.processes.worker;

import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameReader;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where frames come in. The main thread reads and runs blocking jobs by itself, which is the fastest way, until a job of
 * this worker needs to hear from the pool while the main thread runs one: from then on another thread reads.
 */
final class Desk {

    private final FrameReader in;
    private final Jobs jobs;
    private final Relay relay;
    private final Running running;
    private final Place place;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean mainBusy;
    private boolean readerRuns;

    Desk(FrameReader in, Jobs jobs, Relay relay, Running running) {
        this.in = in;
        this.jobs = jobs;
        this.relay = relay;
        this.running = running;
        this.place = jobs.place(this);
    }

    /** Works on the main thread until the pool says it is enough. */
    void work() throws IOException {
        for (;;) {
            WorkerJob job = isReaderRunning() ? place.await() : read();
            if (job == null) {
                if (isReaderRunning() && !running.isEnding()) {
                    continue; // the reader was started meanwhile, or the pool has died and the life line halts this JVM
                }
                return;
            }
            place.runAll(job);
            boolean _ = Thread.interrupted(); // left behind by the job
            idle();
        }
    }

    private boolean isReaderRunning() {
        lock.lock();
        try {
            return readerRuns;
        } finally {
            lock.unlock();
        }
    }

    /** Reads on the main thread up to the next job that it is to run. */
    private @Nullable WorkerJob read() throws IOException {
        for (Frame frame = in.next(); frame != null; frame = in.next()) {
            WorkerJob job = hear(frame);
            if (job != null) {
                busy();
                if (place.enter(job)) {
                    return job;
                }
                idle();
            }
        }
        awaitQuit();
        return null;
    }

    /** The channel has ended: either the pool has said so, or it has died and the life line halts this JVM. */
    private void awaitQuit() {
        for (int i = 0; i < 100 && !running.isEnding(); i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException _) {
                // looks again
            }
        }
        running.end();
    }

    /** A blocking job for the place, or null when the frame has been seen to. */
    private @Nullable WorkerJob hear(Frame frame) throws IOException {
        return switch (frame.type()) {
            case JOB -> jobs.blocking(frame, place);
            case EXTRA_JOB -> {
                place.offerExtra(jobs.blocking(frame, place));
                yield null;
            }
            case ASYNC_JOB -> {
                jobs.startAsync(frame);
                yield null;
            }
            case CALL_VALUE, CALL_ERROR, CALL_CANCELLED -> {
                relay.answered(frame);
                yield null;
            }
            default -> throw new IOException("the pool sent a " + frame.type() + ", which only workers do");
        };
    }

    private void busy() {
        lock.lock();
        try {
            mainBusy = true;
            if (relay.isExpecting()) {
                startReader();
            }
        } finally {
            lock.unlock();
        }
    }

    private void idle() {
        lock.lock();
        try {
            mainBusy = false;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody here is going to need what the pool sends. */
    void listen() {
        lock.lock();
        try {
            if (mainBusy) {
                startReader();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startReader() {
        if (!readerRuns) {
            readerRuns = true;
            Thread.ofPlatform().daemon().name("footbridge-reader").start(this::readOn);
        }
    }

    private void readOn() {
        try {
            for (Frame frame = in.next(); frame != null; frame = in.next()) {
                WorkerJob job = hear(frame);
                if (job != null) {
                    place.offer(job);
                }
            }
        } catch (Throwable broken) {
            System.err.println("the worker cannot go on: " + broken);
            broken.printStackTrace();
            Runtime.getRuntime().halt(WorkerMain.ORPHANED);
        }
        awaitQuit();
        place.end();
    }
}
