package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/**
 * Does one errand of a thread that waits, on top of its stack: with a strand of its own, so that cancels and interrupts of
 * the code that waits do not reach into it. Nothing that happens in it ends the wait.
 */
final class ErrandRun {

    private ErrandRun() {}

    /** Does the next one; false when there is none. */
    static boolean next(Strand waiting, @Nullable Waiter waiter, long deadline) {
        Errands errands = waiting.errands();
        Errands.Errand errand = errands == null ? null : errands.next();
        if (errand == null) {
            return false;
        }
        try {
            StackRoom.ensure();
            run(errand, waiting, waiter, deadline);
        } catch (Throwable broken) {
            breakOff(errand, broken);
        }
        return true;
    }

    private static void breakOff(Errands.Errand errand, Throwable broken) {
        try {
            if (!errand.breakOff(broken)) { // the code that waits has nothing to do with it
                FailureSink.log(errand.toString(), broken);
            }
        } catch (Throwable worse) {
            // As a rule there is no stack left to say so; the code that waits must go on all the same.
        }
    }

    private static void run(Errands.Errand errand, Strand waiting, @Nullable Waiter waiter, long deadline) {
        Strand known = Strand.current();
        Strand inner = new Strand(waiting.thread(), waiting);
        Runnable disarm = waiting.stepAside(inner, waiter, deadline);
        inner.bind();
        try {
            errand.run(waiting, inner);
        } finally {
            rebind(waiting, known);
            waiting.stepBack();
            if (disarm != null) {
                disarm.run();
            }
        }
    }

    private static void rebind(Strand waiting, @Nullable Strand known) {
        if (known == null) {
            waiting.unbind();
        } else {
            known.bind();
        }
    }
}
