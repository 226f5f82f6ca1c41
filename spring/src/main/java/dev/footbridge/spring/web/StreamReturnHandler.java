package dev.footbridge.spring.web;

import dev.footbridge.Task;
import dev.footbridge.threads.ThreadPool;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * A controller may return a {@code Generator}, an {@code AsyncGenerator} or an {@code AsyncStream}: its items are sent as
 * lines of JSON or as server-sent events, as the client likes, each when it is there. The next one is asked for when the
 * last one was written, so a slow client slows its generator down. While nobody has an item, no thread of the server waits:
 * each response has a virtual thread of its own.
 */
final class StreamReturnHandler implements BodyHandler {

    private final HandlerMethodReturnValueHandler emitters;
    private final Offers offers;
    private final ThreadPool streams;
    private final ClientWatch clients;
    private final @Nullable Duration timeout;
    private final @Nullable Duration heartbeat;

    StreamReturnHandler(HandlerMethodReturnValueHandler emitters, Offers offers,
            ThreadPool streams, ClientWatch clients, @Nullable Duration timeout, @Nullable Duration heartbeat) {
        this.emitters = emitters;
        this.offers = offers;
        this.streams = streams;
        this.clients = clients;
        this.timeout = timeout;
        this.heartbeat = heartbeat;
    }

    @Override
    public boolean handles(Class<?> type) {
        return Items.areIn(type);
    }

    @Override
    public void handle(Object body, Head head, MethodParameter returnType, ModelAndViewContainer container,
            NativeWebRequest request) throws Exception {
        Items items = Items.of(body);
        try {
            begin(items, head, returnType, container, request);
        } catch (Throwable refused) {
            try {
                items.close();
            } catch (Throwable cleanup) {
                refused.addSuppressed(cleanup);
            }
            throw refused;
        }
    }

    private void begin(Items items, Head head, MethodParameter returnType, ModelAndViewContainer container,
            NativeWebRequest request) throws Exception {
        HttpServletRequest servletRequest = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
        MediaType type = offers.choose(head, request, servletRequest);
        if (servletRequest.getMethod().equals("HEAD") || !head.allowsBody(response)) {
            items.close(); // nobody is to have them
            container.setRequestHandled(true);
            response.setContentType(type.toString());
            head.writeTo(response);
            response.flushBuffer();
            return;
        }
        Wire wire = Wire.of(type, timeout);
        emitters.handleReturnValue(wire.emitter(), returnType, container, request);
        start(new Pump(items, wire, () -> head.writeTo(response), heartbeat, servletRequest), servletRequest);
    }

    private void start(Pump pump, HttpServletRequest request) {
        AtomicReference<@Nullable String> gone = new AtomicReference<>();
        AtomicReference<@Nullable Task<?>> pumping = new AtomicReference<>();
        pump.watched(clients.watch(request, pump::clientIsGone));
        pump.onEnd(reason -> {
            gone.compareAndSet(null, reason);
            Task<?> task = pumping.get();
            if (task != null) {
                task.cancel(reason);
            }
        });
        try {
            Task<?> task = streams.start(pump::run);
            pumping.set(task);
            String reason = gone.get();
            if (reason != null) {
                task.cancel(reason);
            }
        } catch (RejectedExecutionException closed) {
            pump.refuse(closed);
        }
    }
}
