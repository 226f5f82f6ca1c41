package dev.footbridge.cluster.submit;

import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Droppable;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Promise;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.job.Terms;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Errors;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A job that was started here: its task, and where it is. What is not final is guarded by the {@link Board}. */
final class ClusterJob<T extends @Nullable Object> extends Promise<T> implements Droppable {

    /** Where a job is. */
    enum Phase {
        /** Not taken in yet, or refused. */
        NEW,
        /** In the queue. */
        QUEUED,
        /** With a member, which may have begun it. */
        SENT,
        /** Ended, or about to settle. */
        ENDED
    }

    private final Submitter submitter;
    private final String name;
    final Kind kind;
    final Terms terms;
    /** The job in this member that started it, if one did. */
    final @Nullable Caller caller;
    /** What goes to a member; nothing once it has ended. */
    byte[] payload;

    long id;
    Phase phase = Phase.NEW;
    @Nullable
    Peer peer;
    int attempt;
    int retried;
    long queuedAt;
    long sentAt;
    /** Whether it counts against the limit of the queue. */
    volatile boolean holdsRoom;
    volatile @Nullable Runnable noAlarm;
    volatile @Nullable Cancel request;
    volatile boolean timedOut;

    ClusterJob(Submitter submitter, String name, Order order, @Nullable Caller caller, byte[] payload) {
        this.submitter = submitter;
        this.name = name;
        this.kind = order.kind();
        this.terms = order.terms();
        this.caller = caller;
        this.payload = payload;
    }

    /** Whether another job waits for it, as it seems. */
    boolean isNested() {
        return caller != null;
    }

    @Override
    public String name() {
        return name;
    }

    /** Settles as the member says. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the function brought a value of this type
    void deliver(Reply reply, Codec codec, String member) {
        try {
            switch (reply.end()) {
                case VALUE -> succeed((T) codec.decode(reply.body(), () -> "the result of " + name));
                case CANCELLED -> settleCancelled(new String(reply.body(), StandardCharsets.UTF_8));
                case ERROR -> fail(Errors.decode(reply.body(), codec, member));
            }
        } catch (Throwable unreadable) {
            fail(unreadable);
        }
    }

    void failWith(Throwable error) {
        fail(error);
    }

    void stopWith(String reason) {
        stop(reason);
    }

    /** How a cancelled job settles that did not bring a value. */
    void settleCancelled(String otherwise) {
        Cancel asked = request;
        stop(asked == null ? otherwise : asked.reason());
    }

    @Override
    protected FailureSink failureSink() {
        return submitter.failures();
    }

    @Override
    public boolean cancel(Cancel asked) {
        return !isDone() && submitter.cancel(this, asked);
    }

    @Override
    public boolean drop(String reason) {
        return submitter.drop(this, reason);
    }

    /** Code of the user's may take any time, and wait for the very member whose packets this thread reads. */
    @Override
    protected void runCallback(Runnable callback) {
        Thread.startVirtualThread(callback);
    }
}
