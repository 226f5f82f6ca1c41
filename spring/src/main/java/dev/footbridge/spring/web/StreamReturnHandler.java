package dev.footbridge.spring.web;

import dev.footbridge.Task;
import dev.footbridge.threads.ThreadPool;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A controller may return a {@code Generator}, an {@code AsyncGenerator} or an {@code AsyncStream}: its items are sent as
 * lines of JSON or as server-sent events, as the client likes, each when it is there. The next one is asked for when the
 * last one was written, so a slow client slows its generator down. While nobody has an item, no thread of the server waits:
 * each response has a virtual thread of its own.
 */
final class StreamReturnHandler implements HandlerMethodReturnValueHandler {

    private final HandlerMethodReturnValueHandler emitters;
    private final ContentNegotiationManager negotiation;
    private final ThreadPool streams;
    private final ClientWatch clients;
    private final @Nullable Duration timeout;
    private final @Nullable Duration heartbeat;

    StreamReturnHandler(HandlerMethodReturnValueHandler emitters, ContentNegotiationManager negotiation,
            ThreadPool streams, ClientWatch clients, @Nullable Duration timeout, @Nullable Duration heartbeat) {
        this.emitters = emitters;
        this.negotiation = negotiation;
        this.streams = streams;
        this.clients = clients;
        this.timeout = timeout;
        this.heartbeat = heartbeat;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Items.areIn(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(@Nullable Object returned, MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest request) throws Exception {
        if (returned == null) {
            container.setRequestHandled(true);
            return;
        }
        Items items = Items.of(returned);
        Wire wire;
        HttpServletRequest servletRequest;
        try {
            servletRequest = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
            wire = Wire.of(accepted(request, servletRequest), timeout);
            emitters.handleReturnValue(wire.emitter(), returnType, container, request);
        } catch (Throwable refused) {
            items.close();
            throw refused;
        }
        start(new Pump(items, wire, heartbeat, servletRequest), servletRequest);
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

    private MediaType accepted(NativeWebRequest request, HttpServletRequest servletRequest)
            throws HttpMediaTypeNotAcceptableException {
        List<MediaType> offered = offered(servletRequest);
        List<MediaType> wanted = new ArrayList<>(negotiation.resolveMediaTypes(request));
        MimeTypeUtils.sortBySpecificity(wanted);
        for (MediaType type : wanted) {
            for (MediaType offer : offered) {
                if (type.includes(offer)) {
                    return offer;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(offered);
    }

    /** What the mapping says that it produces, as far as it can be. */
    private static List<MediaType> offered(HttpServletRequest request) {
        Object produced = request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
        if (!(produced instanceof Set<?> types) || types.isEmpty()) {
            return Wire.TYPES;
        }
        List<MediaType> offered = Wire.TYPES.stream()
                .filter(type -> types.stream()
                        .anyMatch(each -> each instanceof MediaType media && media.includes(type)))
                .toList();
        return offered.isEmpty() ? Wire.TYPES : offered;
    }
}
