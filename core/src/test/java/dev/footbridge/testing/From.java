package dev.footbridge.testing;

import dev.footbridge.Task;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Every kind of code that may call Footbridge, for what must hold for all of them. */
public enum From {

    /** A thread that Footbridge does not know: the test's own. */
    PLAIN_THREAD,
    /** A virtual thread that Footbridge does not know. */
    VIRTUAL_THREAD,
    /** A coroutine on a thread of its loop's. */
    COROUTINE,
    /** A coroutine on the thread that called the loop. */
    LENT_THREAD,
    /** A job of a pool. */
    POOL_THREAD;

    /** Runs code there, and waits for it; what it throws is thrown. */
    public <T> T call(OpenLevels on, Callable<T> code) throws Exception {
        return switch (this) {
            case PLAIN_THREAD -> code.call();
            case VIRTUAL_THREAD -> onVirtualThread(new FutureTask<>(code));
            case COROUTINE -> {
                Task<T> task = on.loop().start(code);
                Eventually.until(task::isDone);
                yield task.result();
            }
            case LENT_THREAD -> on.loop().call(code);
            case POOL_THREAD -> on.pool().call(code);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static <T> T onVirtualThread(FutureTask<T> code) throws Exception {
        Thread.startVirtualThread(code);
        try {
            return code.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) failed.getCause();
        }
    }
}
