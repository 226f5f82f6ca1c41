package dev.footbridge.spring.web;

import dev.footbridge.FailureHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Has a response that fails after its first item break off, so that the client sees that it is not whole, and reports the
 * failure. Any other resolver could only write an error page into it, or end it as if that were all.
 */
public final class StreamFailures implements HandlerExceptionResolver, Ordered {

    private static final String STREAM = StreamFailures.class.getName() + ".stream";

    private final FailureHandler failures;

    /**
     * Looks at failures before others do.
     *
     * @param failures told why a response broke off
     */
    public StreamFailures(FailureHandler failures) {
        this.failures = failures;
    }

    /** Says that the response to this request is a stream. */
    static void mark(HttpServletRequest request, Pump pump) {
        request.setAttribute(STREAM, pump);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception failure) {
        if (request.getAttribute(STREAM) instanceof Pump pump && response.isCommitted()
                && (pump.hasFailed() || failure instanceof AsyncRequestTimeoutException)) {
            BrokenStreamException broken = pump.broken(failure);
            failures.unhandled(pump.toString(), broken);
            throw HangUp.because(broken);
        }
        return null;
    }
}
