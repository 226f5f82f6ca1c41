package dev.footbridge.processes.pool;

import dev.footbridge.Outcome;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.Call;
import dev.footbridge.processes.wire.Control;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.StatusPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One worker, from its start to its end, and the thread that owns it: starts it, reads what it says, buries it. What it
 * has to do is kept in its {@link Load}, which the {@link Board} guards.
 */
final class WorkerLink implements Runnable {

    /** Nanoseconds that a worker has to end, its hooks included. */
    private static final long QUIT_TIME = 5_000_000_000L;

    private final LocalEngine engine;
    private final String name;
    private final Load load = new Load();
    /** What jobs of this worker have asked the pool to run. */
    private final Map<Long, RelayedJob> calls = new ConcurrentHashMap<>();
    private volatile @Nullable Connection connection;
    /** What messages call it. */
    private String title = "";

    WorkerLink(LocalEngine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    String name() {
        return name;
    }

    Load load() {
        return load;
    }

    private Connection connected() {
        return Objects.requireNonNull(connection, "the worker has not started");
    }

    StatusPage page() {
        return connected().page();
    }

    // ---- speaking to it

    /** Puts something in its outbox, to go with the next {@link #ring} or {@link #flush}. */
    void add(Frame frame) {
        connected().out().add(frame);
    }

    void ring() {
        connected().out().ring();
    }

    /** Sends what is small on its own thread, which is the owner's. */
    private void flush() {
        if (load.isLight()) {
            connected().out().flush();
        } else {
            ring();
        }
    }

    void tell(Control control) {
        connected().process().tell(control);
    }

    /** Has it end, in order: it is told that nobody will speak to it again. */
    void quit() {
        Connection known = connection;
        if (known != null) {
            known.process().tell(new Control(Control.Op.QUIT, 0, ""));
            known.out().endOutput();
            Ticker.at(System.nanoTime() + QUIT_TIME,
                    () -> Thread.startVirtualThread(() -> known.process().killLate("it did not end when told to")));
        }
    }

    /** Kills it; its jobs hear of it from the owner. */
    void kill(String reason) {
        Connection known = connection;
        if (known != null) {
            known.process().kill(reason);
        }
    }

    // ---- the owner

    @Override
    public void run() {
        Board board = engine.board();
        Connection started;
        long since = System.nanoTime();
        try {
            started = engine.starter().start(name);
        } catch (StartFailure failure) {
            board.startFailed(this, failure);
            return;
        } catch (Throwable unforeseen) {
            board.startFailed(this,
                    new StartFailure("worker '" + name + "' could not be started: " + unforeseen, false, unforeseen));
            return;
        }
        connection = started;
        title = "worker '" + name + "' (pid " + started.process().pid() + ")";
        Recorder.workerStarted(name, started.process().pid(), System.nanoTime() - since);
        board.ready(this);
        flush();
        Throwable broken = null;
        try {
            listen(started);
        } catch (Throwable error) {
            broken = error;
        }
        started.out().close();
        Death death = started.process().death(broken);
        Recorder.workerEnded(death);
        List<PoolJob<?>> charged = board.gone(this, death, started.process().wasKilled());
        charged.forEach(job -> engine.canceling().settleDead(job, death));
        new ArrayList<>(calls.values()).forEach(call -> call.cancel("the job that started it died with " + death));
        board.startWorkers();
    }

    private void listen(Connection started) throws IOException {
        for (Frame frame = started.in().next(); frame != null; frame = started.in().next()) {
            hear(frame);
        }
    }

    private void hear(Frame frame) throws IOException {
        Board board = engine.board();
        switch (frame.type()) {
            case VALUE, ERROR, CANCELLED -> {
                PoolJob<?> job = board.replied(this, frame.id());
                flush();
                if (job != null) {
                    engine.canceling().settle(job, frame, title);
                }
            }
            case WAITS -> {
                board.waits(this, frame.id());
                flush();
            }
            case GOES_ON -> board.goesOn(this, frame.id());
            case CALL -> call(frame);
            case CALL_CANCEL -> {
                RelayedJob call = calls.get(frame.id());
                if (call != null) {
                    call.cancel(frame.words());
                }
            }
            case PROGRESS -> engine.progressed(this, frame);
            case RETIRE -> board.retire(this);
            case EXITING -> connected().process().noteExiting();
            default -> throw new IOException("it sent a " + frame.type() + ", which only its pool does");
        }
    }

    /** A job of this worker starts another one. */
    private void call(Frame frame) throws IOException {
        RelayedJob job = new RelayedJob(engine, this, frame.id(), Kind.of(frame.aux()), Call.decode(frame.body()));
        calls.put(frame.id(), job);
        try {
            engine.admit(job, Integer.MAX_VALUE);
        } catch (RejectedExecutionException refused) {
            calls.remove(frame.id());
            answer(Frame.of(FrameType.CALL_ERROR, frame.id(), Errors.encode(refused, engine.codec())));
            return;
        }
        if (!job.observe(() -> answered(job))) {
            answered(job);
        }
    }

    private void answered(RelayedJob job) {
        calls.remove(job.callId);
        answer(switch (job.settled()) {
            case Outcome.Success<Frame>(Frame frame) -> new Frame(
                    frame.type() == FrameType.VALUE ? FrameType.CALL_VALUE : FrameType.CALL_ERROR, job.callId, 0,
                    frame.body());
            case Outcome.Failure<Frame>(Throwable error) ->
                Frame.of(FrameType.CALL_ERROR, job.callId, Errors.encode(error, engine.codec()));
            case Outcome.Cancelled<Frame>(String reason) ->
                Frame.of(FrameType.CALL_CANCELLED, job.callId, reason);
        });
    }

    private void answer(Frame frame) {
        add(frame);
        ring();
    }
}
