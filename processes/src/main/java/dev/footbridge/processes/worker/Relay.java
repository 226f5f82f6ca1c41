package dev.footbridge.processes.worker;

import dev.footbridge.Task;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.LevelTime;
import dev.footbridge.processes.ProcessPoolStats;
import dev.footbridge.processes.job.Engine;
import dev.footbridge.processes.job.Luggage;
import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.wire.Call;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.Setup;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pool, seen from a worker: what is started on it is sent there. Any thread. */
final class Relay implements Engine {

    private final Setup setup;
    private final Codec codec;
    private final Outbox out;
    private final Running running;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, RelayedTask<?>> expected = new ConcurrentHashMap<>();
    private volatile @Nullable Desk desk;

    Relay(Setup setup, Codec codec, Outbox out, Running running) {
        this.setup = setup;
        this.codec = codec;
        this.out = out;
        this.running = running;
    }

    void heardBy(Desk reading) {
        desk = reading;
    }

    /** Whether somebody waits for an answer of the pool's. */
    boolean isExpecting() {
        return !expected.isEmpty();
    }

    @Override
    public String id() {
        return setup.poolId();
    }

    @Override
    public String name() {
        return setup.poolName();
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Order order) {
        Desk reading = desk;
        if (reading == null) {
            throw new IllegalStateException("the initializer of a worker cannot use process pool '" + name()
                    + "', which waits for it: call the pool from a job");
        }
        String function = name() + "/" + Body.nameOf(order.origin());
        byte[] payload = codec.encode(Luggage.pack(order.function(), setup.contextKeys()), () -> "the job " + function);
        long id = lastId.incrementAndGet();
        RelayedTask<T> task = new RelayedTask<>(this, codec, function, id, setup.worker());
        expected.put(id, task);
        reading.listen();
        Call call = new Call(running.here(), function, order.terms().retries(), order.terms().limit(), payload);
        send(new Frame(FrameType.CALL, id, order.kind().code(), call.encode()));
        return task;
    }

    /** The pool may have room or not; a job that jobs wait for is never refused. */
    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Order order) {
        return Optional.of(start(order));
    }

    void answered(Frame frame) {
        RelayedTask<?> task = expected.remove(frame.id());
        if (task != null) {
            task.deliver(frame);
        }
    }

    void cancel(long id, String reason) {
        send(Frame.of(FrameType.CALL_CANCEL, id, reason));
    }

    private void send(Frame frame) {
        out.add(frame);
        out.ring();
    }

    @Override
    public void progress(Object report) {
        long job = running.here();
        if (job != 0) {
            send(Frame.of(FrameType.PROGRESS, job, codec.encode(report, () -> "the report")));
        }
    }

    @Override
    public LevelTime time(Consumer<Callable<?>> check) {
        return LevelTime.elsewhere(null, new FailureSink(FailureSink::log), check);
    }

    private UnsupportedOperationException onlyOutside(String what) {
        return new UnsupportedOperationException("process pool '" + name() + "' cannot be " + what
                + " in one of its workers: do that where it was opened");
    }

    @Override
    public ProcessPoolStats stats() {
        throw onlyOutside("asked for its stats");
    }

    @Override
    public void resize(int workers) {
        throw onlyOutside("resized");
    }

    @Override
    public void close() {
        throw new IllegalStateException(onlyOutside("closed").getMessage());
    }

    @Override
    public void abort() {
        throw new IllegalStateException(onlyOutside("aborted").getMessage());
    }

    @Override
    public boolean isClosed() {
        return false;
    }
}
