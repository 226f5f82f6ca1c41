package dev.footbridge.processes.worker;

import dev.footbridge.processes.RemoteAsyncCallable;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.Call;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Control;
import dev.footbridge.processes.wire.DefaultFilter;
import dev.footbridge.processes.wire.Duplex;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameReader;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.Setup;
import dev.footbridge.processes.wire.StatusPage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker hears of a pool, for a {@link Rehearsal}: one job after another. What a job calls for runs on top of it. */
final class RehearsalPool implements Runnable {

    private final Codec codec = new Codec(RehearsalPool.class.getClassLoader(), DefaultFilter.INSTANCE, 1 << 20);
    private final FrameReader in;
    private final Outbox out;
    private final StatusPage page;
    private final DataOutputStream control;
    private final List<Frame> jobs = new ArrayList<>();
    /** The numbers of calls by those of the jobs that answer them. */
    private final Map<Long, Long> calls = new HashMap<>();
    private long lastId;
    private @Nullable Throwable failure;

    RehearsalPool(Duplex channel, Path status, OutputStream control) throws IOException {
        this.in = new FrameReader(channel, 1 << 20);
        this.out = new Outbox(channel);
        this.page = StatusPage.open(status);
        this.control = new DataOutputStream(control);
    }

    void blocking(RemoteCallable<?> job) {
        jobs.add(frame(FrameType.JOB, codec.encode(job, () -> "the job")));
    }

    void asynchronous(RemoteAsyncCallable<?> job) {
        jobs.add(frame(FrameType.ASYNC_JOB, codec.encode(job, () -> "the job")));
    }

    private Frame frame(FrameType type, byte[] job) {
        lastId++;
        return new Frame(type, lastId, (int) lastId, job);
    }

    @Override
    public void run() {
        try {
            expect(FrameType.HELLO);
            out.sendHere(Frame.of(FrameType.SETUP, 0,
                    new Setup("rehearsal", "rehearsal", "rehearsal-1", 1 << 20, 0, DefaultFilter.INSTANCE, List.of(),
                            Setup.NO_HOOK, Setup.NO_HOOK).encode(codec, () -> "the set-up")));
            expect(FrameType.READY);
            for (Frame job : jobs) {
                send(job);
                awaitEnd(job.id());
            }
        } catch (Throwable failed) {
            failure = failed;
        } finally {
            quit();
        }
    }

    private void send(Frame job) {
        page.sent(job.aux(), job.id());
        out.sendHere(job);
    }

    private void awaitEnd(long id) throws IOException {
        for (;;) {
            Frame frame = next();
            switch (frame.type()) {
                case VALUE, ERROR -> {
                    if (frame.id() == id) {
                        return;
                    }
                    long call = calls.getOrDefault(frame.id(), 0L);
                    out.sendHere(Frame.of(FrameType.CALL_VALUE, call, frame.body()));
                }
                case CALL -> {
                    Frame job = frame(FrameType.EXTRA_JOB, Call.decode(frame.body()).payload());
                    if (Kind.of(frame.aux()) == Kind.BLOCKING) {
                        calls.put(job.id(), frame.id());
                        send(job);
                    }
                }
                default -> {
                    // a report, or how the job is
                }
            }
        }
    }

    private void expect(FrameType type) throws IOException {
        Frame frame = next();
        if (frame.type() != type) {
            throw new IOException("expected a " + type + ", not a " + frame.type());
        }
    }

    private Frame next() throws IOException {
        Frame frame = in.next();
        if (frame == null) {
            throw new IOException("the worker has gone");
        }
        return frame;
    }

    private void quit() {
        try {
            new Control(Control.Op.QUIT, 0, "").write(control);
        } catch (IOException gone) {
            failure = gone;
        }
        out.endOutput();
    }

    /** Throws what went wrong. */
    void check() throws IOException {
        if (failure != null) {
            throw new IOException("the rehearsal failed", failure);
        }
    }
}
