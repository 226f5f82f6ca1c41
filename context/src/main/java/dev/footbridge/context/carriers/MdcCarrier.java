package dev.footbridge.context.carriers;

import dev.footbridge.context.ContextCarrier;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries SLF4J's mapped diagnostic context, whichever logging library is behind it, so that a job logs as the code that
 * started it.
 *
 * <p>A job has a copy of its starter's map. Stacks of values ({@code MDC.pushByKey}) are not carried, as SLF4J does not
 * tell which there are. A service: nothing need be called.
 */
public final class MdcCarrier implements ContextCarrier<Map<String, String>> {

    /** Fails with a {@link NoClassDefFoundError} where SLF4J is not there; does not begin to use it. */
    public MdcCarrier() {
        Objects.requireNonNull(MDC.class);
    }

    @Override
    public @Nullable Map<String, String> capture() {
        Map<String, String> copy = MDC.getCopyOfContextMap();
        return copy == null || copy.isEmpty() ? null : copy;
    }

    @Override
    public <T extends @Nullable Object> T call(@Nullable Map<String, String> state, Callable<T> code) throws Exception {
        Map<String, String> before = capture();
        put(state);
        try {
            return code.call();
        } finally {
            put(before);
        }
    }

    private static void put(@Nullable Map<String, String> values) {
        if (values == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(values);
        }
    }

    @Override
    public String toString() {
        return "carrier of SLF4J's MDC";
    }
}
