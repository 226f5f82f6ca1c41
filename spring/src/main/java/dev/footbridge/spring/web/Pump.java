package dev.footbridge.spring.web;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Brings the items of one response from their generator to the client, one by one, and sees to the end of both. What ends
 * one before its time ends the other: a client that is gone closes the generator, a generator that fails breaks the
 * response off.
 */
final class Pump {

    private final Items items;
    private final Wire wire;
    private final Runnable head;
    private final @Nullable Duration heartbeat;
    private final String what;
    /** Written by the pumping thread. */
    private final AtomicLong written = new AtomicLong();
    private volatile boolean failed;
    private volatile boolean clientGone;
    /** The response has ended; its request's object may serve another one by now. */
    private volatile boolean over;
    private volatile Consumer<String> told = reason -> {};
    private ClientWatch.@Nullable Watched client;

    /** The head is put into the response before anything is written to the wire. */
    Pump(Items items, Wire wire, Runnable head, @Nullable Duration heartbeat, HttpServletRequest request) {
        this.items = items;
        this.wire = wire;
        this.head = head;
        this.heartbeat = heartbeat;
        this.what = request.getMethod() + " " + request.getRequestURI();
        StreamFailures.mark(request, this);
    }

    /** Tells when the response has ended before its items have, and why. */
    void onEnd(Consumer<String> told) {
        this.told = told;
        wire.emitter().onTimeout(() -> end("the response took too long (" + what + ")"));
        wire.emitter().onError(error -> end("the client is gone (" + what + "): " + error));
        wire.emitter().onCompletion(() -> end("the response has ended (" + what + ")"));
    }

    /** Whether the client is there is looked at until the end of the response begins. */
    void watched(ClientWatch.Watched client) {
        this.client = client;
    }

    private void unwatch() {
        if (client != null) {
            client.end();
        }
    }

    private void end(String reason) {
        over = true;
        unwatch();
        told.accept(reason);
    }

    /** The server does not know yet, and finds out at the end of the response; there is nobody to break it off for. */
    void clientIsGone() {
        clientGone = true;
        told.accept("the client is gone (" + what + ")");
    }

    /** Brings the items; cancelled when the response has ended. */
    void run() {
        try (items) {
            try {
                if (!write()) {
                    return;
                }
            } catch (CancelledException ended) {
                fail(ended); // with the application, unless by the end of the response
                throw ended;
            } catch (Throwable failure) {
                fail(failure);
                return;
            }
        }
        unwatch();
        wire.emitter().complete();
    }

    /** False if the client is gone, which the server then says. */
    private boolean write() {
        for (boolean first = true;; first = false) {
            Optional<?> item = next();
            if (over) {
                return false;
            }
            if (first) {
                head.run();
            }
            try {
                if (item == null) {
                    wire.writeHeartbeat();
                } else if (item.isPresent()) {
                    wire.write(item.get());
                    written.incrementAndGet();
                } else {
                    if (written.get() == 0) {
                        wire.writeNothing();
                    }
                    return true;
                }
            } catch (IOException clientGone) {
                return false;
            }
        }
    }

    /** The next item; null if there was none for so long that a heartbeat is due. */
    @SuppressWarnings({"NullAway", "NullableOptional"})
    private @Nullable Optional<?> next() {
        if (heartbeat == null) {
            return items.next();
        }
        Optional<? extends Optional<?>> item = Async.moveOnAfter(heartbeat, items::next);
        return item.isPresent() ? item.get() : null;
    }

    private void fail(Throwable failure) {
        if (over) {
            return;
        }
        unwatch();
        if (clientGone || DisconnectedClientHelper.isClientDisconnectedException(failure)) { // as what could not be written
            wire.emitter().complete();
            return;
        }
        failed = true;
        wire.emitter().completeWithError(failure);
    }

    boolean hasFailed() {
        return failed;
    }

    /** Why the response is not whole. */
    BrokenStreamException broken(Throwable failure) {
        long items = written.get();
        return new BrokenStreamException(
                this + " broke off after " + items + (items == 1 ? " item" : " items"), failure);
    }

    @Override
    public String toString() {
        return "the response to " + what;
    }

    /** It never begins. */
    void refuse(RejectedExecutionException closed) {
        items.close();
        fail(closed);
    }
}
