package dev.footbridge.processes.pool;

import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.job.Terms;
import dev.footbridge.processes.wire.Call;
import dev.footbridge.processes.wire.Frame;

/** A job that was started by a job in a worker, to which its result goes as it is. */
final class RelayedJob extends PoolJob<Frame> {

    private final String name;
    final WorkerLink caller;
    final long callId;
    /** The job that started it; zero if that is not known. */
    final long callerId;

    RelayedJob(LocalEngine engine, WorkerLink caller, long callId, Kind kind, Call call) {
        super(engine, kind, Terms.PLAIN.withRetries(call.retries()).withLimit(call.limit()),
                call.payload());
        this.name = call.name();
        this.caller = caller;
        this.callId = callId;
        this.callerId = call.caller();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    boolean isRelayed() {
        return true;
    }

    @Override
    void deliver(Frame frame, String worker) {
        switch (frame.type()) {
            case VALUE, ERROR -> succeed(frame);
            default -> settleCancelled(frame.words());
        }
    }
}
