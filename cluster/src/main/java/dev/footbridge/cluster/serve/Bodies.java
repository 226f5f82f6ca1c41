package dev.footbridge.cluster.serve;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.submit.Caller;
import dev.footbridge.cluster.wire.Packet.End;
import dev.footbridge.internal.Promise;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.processes.UnsendableException;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.job.Luggage;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Errors;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a job is, and how it is run: on threads and a loop of the member's own, or on a level that it was given. */
public final class Bodies implements AutoCloseable {

    private final ClusterOptions options;
    private final Consumer<Caller> enter;
    private final BooleanSupplier isCalling;
    private final EventLoop loop;

    /**
     * Runs jobs so.
     *
     * @param options the cluster's
     * @param enter tells the context of a job which cluster it is in, and which job
     * @param isCalling whether the calling code was told so
     */
    public Bodies(ClusterOptions options, Consumer<Caller> enter, BooleanSupplier isCalling) {
        this.options = options;
        this.enter = enter;
        this.isCalling = isCalling;
        this.loop = EventLoop.open(o -> o.withName(options.name()));
    }

    boolean isCalling() {
        return isCalling.getAsBoolean();
    }

    /** Whether jobs run on threads, and a loop, of the member's own. */
    boolean ownThreads() {
        return options.level() == Level.caller();
    }

    private Object decode(Guest guest, byte[] payload) {
        enter.accept(guest);
        Object function = guest.session.codec.decode(payload, () -> "the job");
        if (function == null) {
            throw new UnsendableException("the job is null: give a function to run");
        }
        return Luggage.unpack(function, options.contextKeys());
    }

    /** Runs a job on the calling thread, or on the level for it. */
    @Nullable
    Object call(Guest guest, byte[] payload) throws Exception {
        Object function = decode(guest, payload);
        return switch (function) {
            case AsyncCallable<?> async when guest.kind == Kind.ASYNC -> options.level().call(async);
            case Callable<?> callable -> ownThreads() ? callable.call() : options.level().call(callable);
            case BlockingAction action -> {
                if (ownThreads()) {
                    action.run();
                } else {
                    options.level().call(action);
                }
                yield null;
            }
            default -> throw new UnsendableException("a " + function.getClass().getName() + " came in place of a job");
        };
    }

    /** Starts an async job on the loop. */
    Promise<?> startAsync(Guest guest, byte[] payload) {
        return Promise.of(loop.start((AsyncCallable<Object>) () -> stage(decode(guest, payload))));
    }

    private static @Nullable CompletionStage<?> stage(Object function) throws Exception {
        if (function instanceof AsyncCallable<?> async) {
            return async.call();
        }
        throw new UnsendableException("a " + function.getClass().getName() + " came in place of an async job");
    }

    /** How a job ended, as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Ended(End end, byte[] body) {}

    static Ended ended(Promise<?> task, Codec codec) {
        return switch (task.settled()) {
            case Outcome.Success<?>(var value) -> value(value, codec);
            case Outcome.Failure<?>(Throwable error) -> failed(error, codec);
            case Outcome.Cancelled<?>(String reason) ->
                new Ended(End.CANCELLED, reason.getBytes(StandardCharsets.UTF_8));
        };
    }

    static Ended failed(Throwable error, Codec codec) {
        return new Ended(End.ERROR, Errors.encode(error, codec));
    }

    private static Ended value(@Nullable Object value, Codec codec) {
        try {
            return new Ended(End.VALUE, codec.encode(value, () -> "the result of the job"));
        } catch (UnsendableException unsendable) {
            return failed(unsendable, codec);
        }
    }

    @Override
    public void close() {
        loop.abort();
    }
}
