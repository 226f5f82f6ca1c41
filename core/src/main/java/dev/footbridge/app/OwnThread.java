package dev.footbridge.app;

import dev.footbridge.context.ContextKey;
import dev.footbridge.internal.Body;
import dev.footbridge.threads.ThreadPool;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The one thread for code that was called by none: that of the scope around, else one for the application. */
public final class OwnThread {

    private static final ContextKey<ThreadPool> SCOPE = ContextKey.of("own thread");

    private OwnThread() {}

    /** The thread of the scope around, if there is one. */
    static Optional<ThreadPool> scope() {
        return SCOPE.find().filter(own -> !own.isClosed());
    }

    /** The thread of this scope, which may have ended meanwhile, else the app-wide one. */
    static ThreadPool of(Optional<ThreadPool> scope) {
        return scope.filter(own -> !own.isClosed()).orElseGet(Defaults::sharedThread);
    }

    /** Runs code in a scope with a thread of its own, unless there is one around. */
    public static <T extends @Nullable Object> T around(Callable<T> code) {
        Callable<T> body = Body.of(code);
        Optional<ThreadPool> outer = scope();
        if (outer.isPresent()) {
            return SCOPE.call(outer.get(), body);
        }
        try (ThreadPool own = ThreadPool.confined(o -> o.withName("own-thread"))) {
            return SCOPE.call(own, body);
        }
    }
}
