package dev.footbridge.spring.context;

import dev.footbridge.context.ContextCarrier;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Carries the request of {@link RequestContextHolder}. A server uses a request's object again once it is answered, so this is
 * only for jobs that end before.
 */
public final class RequestCarrier implements ContextCarrier<RequestAttributes> {

    /** Carries what the holder holds. */
    public RequestCarrier() {}

    @Override
    public @Nullable RequestAttributes capture() {
        return RequestContextHolder.getRequestAttributes();
    }

    @Override
    public <T extends @Nullable Object> T call(@Nullable RequestAttributes state, Callable<T> code) throws Exception {
        RequestAttributes before = capture();
        RequestContextHolder.setRequestAttributes(state);
        try {
            return code.call();
        } finally {
            RequestContextHolder.setRequestAttributes(before);
        }
    }

    @Override
    public String toString() {
        return "carrier of the request";
    }
}
