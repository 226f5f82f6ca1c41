package dev.footbridge.context;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Carries something that belongs to a thread, such as a {@link ThreadLocal} or a logging context, from the code that
 * starts a job to the thread that runs it: into coroutines, pools, timers, generators and completion callbacks.
 *
 * <p>{@link #capture} is called where the job is started, {@link #call} where it runs, around the whole job. What the
 * thread had before is in place again afterwards, so nothing is left on a thread that serves many jobs. A job called in
 * place, by {@code loop.call} from a thread, sees its thread as it is.
 *
 * {@snippet :
 * record Tenant(ThreadLocal<String> local) implements ContextCarrier<String> {
 *     public String capture() { return local.get(); }
 *     public <T> T call(String tenant, Callable<T> code) throws Exception {
 *         String before = local.get();
 *         local.set(tenant);
 *         try { return code.call(); } finally { local.set(before); }
 *     }
 * }
 * }
 *
 * <p>Registered as a service ({@link java.util.ServiceLoader}), by the loader of Footbridge itself, or by {@link
 * ContextCarriers#register}, which also has ready-made ones. A service whose class needs a library that is not there is
 * left out. Those registered first are around those registered later. A {@code capture} that fails is logged and carries
 * nothing. A {@code call} must run the code once, on the calling thread, and pass on what it brings or throws; one that
 * fails, or does not run the code, fails the job. Called from any thread.
 *
 * @param <S> what is carried
 */
public interface ContextCarrier<S> {

    /** What the calling thread has; null if it has nothing. */
    @Nullable
    S capture();

    /**
     * Runs code with what another thread had, then puts back what this one had.
     *
     * @param <T> the type of the value
     * @param state what was captured; null if there was nothing, and then the code is to see nothing
     * @param code what to run
     * @return its value
     * @throws Exception what the code throws
     */
    <T extends @Nullable Object> T call(@Nullable S state, Callable<T> code) throws Exception;
}
