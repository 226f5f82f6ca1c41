package dev.footbridge.internal;

/**
 * Whether jobs of one function are known to wait. A coroutine on a platform thread pays for each wait with the operating
 * system's switch, so a function that waits is not run there a second time when a virtual thread would do.
 */
final class WaitHabit {

    private static final ClassValue<WaitHabit> OF = new ClassValue<>() {
        @Override
        protected WaitHabit computeValue(Class<?> function) {
            return new WaitHabit();
        }
    };

    private volatile boolean waits;

    private WaitHabit() {}

    /** That of the job's function. */
    static WaitHabit of(Job<?> job) {
        return OF.get(job.function());
    }

    boolean isToWait() {
        return waits;
    }

    void waited() {
        waits = true;
    }
}
