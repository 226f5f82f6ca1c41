package dev.footbridge.processes.worker;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.Outcome;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Strand;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.processes.UnsendableException;
import dev.footbridge.processes.job.Luggage;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.Setup;
import dev.footbridge.processes.wire.StatusPage;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Runs what comes, and sends what comes of it. */
final class Jobs {

    private final Setup setup;
    private final Codec codec;
    private final StatusPage page;
    private final Outbox out;
    private final Running running;
    private final Place place = new Place();
    private @Nullable Desk desk;
    private @Nullable EventLoop loop;
    private volatile boolean retired;

    Jobs(Setup setup, Codec codec, StatusPage page, Outbox out, Running running) {
        this.setup = setup;
        this.codec = codec;
        this.page = page;
        this.out = out;
        this.running = running;
    }

    Place place(Desk reading) {
        desk = reading;
        return place;
    }

    String poolName() {
        return setup.poolName();
    }

    // ---- blocking jobs

    WorkerJob blocking(Frame frame, Place where) {
        byte[] payload = frame.body();
        return new WorkerJob(this, where, frame.id(), frame.aux(), () -> call(decode(payload)));
    }

    private Object decode(byte[] payload) {
        Object function = codec.decode(payload, () -> "the job");
        if (function == null) {
            throw new UnsendableException("the job is null: give a function to run");
        }
        return Luggage.unpack(function, setup.contextKeys());
    }

    private static @Nullable Object call(Object function) throws Exception {
        // No switch over types, here and below: a new JVM makes classes for the first run of each.
        if (function instanceof Callable<?> callable) {
            return callable.call();
        }
        if (function instanceof BlockingAction action) {
            action.run();
            return null;
        }
        throw new UnsendableException("a " + function.getClass().getName() + " came in place of a job");
    }

    boolean begin(Promise<?> job, long id, int line) {
        running.add(id, job);
        if (page.begin(line, id)) {
            return true;
        }
        running.remove(id);
        return false;
    }

    /** A blocking job has ended; its thread sends what came of it. */
    void finishHere(Promise<?> job, long id) {
        boolean _ = Thread.interrupted(); // must not close the channel
        Frame end = end(job, id);
        running.remove(id);
        if (setup.heapMark() > 0) {
            weigh();
        }
        out.sendHere(end);
    }

    private Frame end(Promise<?> job, long id) {
        Outcome<?> end = job.settled();
        if (end instanceof Outcome.Success<?> success) {
            return value(success.value(), id);
        }
        if (end instanceof Outcome.Failure<?> failure) {
            return Frame.of(FrameType.ERROR, id, Errors.encode(failure.error(), codec));
        }
        return Frame.of(FrameType.CANCELLED, id, ((Outcome.Cancelled<?>) end).reason());
    }

    private Frame value(@Nullable Object value, long id) {
        try {
            return Frame.of(FrameType.VALUE, id, codec.encode(value, () -> "the result of the job"));
        } catch (UnsendableException unsendable) {
            return Frame.of(FrameType.ERROR, id, Errors.encode(unsendable, codec));
        }
    }

    /** Asks to be replaced when too much is held after a collection. */
    private void weigh() {
        Runtime jvm = Runtime.getRuntime();
        if (retired || jvm.totalMemory() - jvm.freeMemory() <= setup.heapMark()) {
            return;
        }
        System.gc();
        if (jvm.totalMemory() - jvm.freeMemory() > setup.heapMark()) {
            retired = true;
            out.add(Frame.of(FrameType.RETIRE, 0));
        }
    }

    void waits(long id) {
        Objects.requireNonNull(desk, "desk").listen();
        send(Frame.of(FrameType.WAITS, id));
    }

    void goesOn(long id) {
        send(Frame.of(FrameType.GOES_ON, id));
    }

    private void send(Frame frame) {
        out.add(frame);
        out.ring();
    }

    // ---- async jobs

    /** Called by whoever reads; there is one at a time. */
    void startAsync(Frame frame) {
        EventLoop here = loop;
        if (here == null) {
            here = EventLoop.open(o -> o.withName(setup.worker()));
            loop = here;
        }
        long id = frame.id();
        if (!page.begin(frame.aux(), id)) {
            return;
        }
        byte[] payload = frame.body();
        Promise<Object> job = Promise.of(here.start((AsyncCallable<Object>) () -> {
            running.add(id, Objects.requireNonNull(Strand.here().task()));
            return stage(decode(payload));
        }));
        running.add(id, job);
        if (job.isDone()) {
            running.remove(id);
        }
        if (!job.observe(() -> finish(job, id))) {
            finish(job, id);
        }
    }

    private static @Nullable CompletionStage<?> stage(Object function) throws Exception {
        if (function instanceof AsyncCallable<?> async) {
            return async.call();
        }
        throw new UnsendableException("a " + function.getClass().getName() + " came in place of an async job");
    }

    private void finish(Promise<?> job, long id) {
        Frame end = end(job, id);
        running.remove(id);
        send(end);
    }
}
