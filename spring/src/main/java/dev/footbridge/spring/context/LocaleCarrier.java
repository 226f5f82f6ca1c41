package dev.footbridge.spring.context;

import dev.footbridge.context.ContextCarrier;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;

/** Carries the locale and time zone of {@link LocaleContextHolder}. */
public final class LocaleCarrier implements ContextCarrier<LocaleContext> {

    /** Carries what the holder holds. */
    public LocaleCarrier() {}

    @Override
    public @Nullable LocaleContext capture() {
        return LocaleContextHolder.getLocaleContext();
    }

    @Override
    public <T extends @Nullable Object> T call(@Nullable LocaleContext state, Callable<T> code) throws Exception {
        LocaleContext before = capture();
        LocaleContextHolder.setLocaleContext(state);
        try {
            return code.call();
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    @Override
    public String toString() {
        return "carrier of the locale";
    }
}
