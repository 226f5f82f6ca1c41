package dev.footbridge.spring.context;

import dev.footbridge.context.ContextCarrier;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Carries who is signed in. A job has a security context of its own: if it signs somebody else in, its starter does not
 * notice.
 */
public final class SecurityCarrier implements ContextCarrier<Authentication> {

    /** Carries what {@link SecurityContextHolder} holds. */
    public SecurityCarrier() {}

    @Override
    public @Nullable Authentication capture() {
        return SecurityContextHolder.getContext().getAuthentication();
    }

    @Override
    public <T extends @Nullable Object> T call(@Nullable Authentication state, Callable<T> code) throws Exception {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext mine = SecurityContextHolder.createEmptyContext();
        mine.setAuthentication(state);
        SecurityContextHolder.setContext(mine);
        try {
            return code.call();
        } finally {
            if (before.getAuthentication() == null) {
                SecurityContextHolder.clearContext();
            } else {
                SecurityContextHolder.setContext(before);
            }
        }
    }

    @Override
    public String toString() {
        return "carrier of the security context";
    }
}
