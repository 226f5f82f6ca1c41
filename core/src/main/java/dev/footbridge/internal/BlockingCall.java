package dev.footbridge.internal;

/** What a call that waits for a job on another thread, or in another process, sees to before it starts that. */
public final class BlockingCall {

    private BlockingCall() {}

    /** Refuses what must not block or is cancelled, and tells a coroutine's loop of the call. */
    public static void check(Object level) {
        if (!Strand.inCoroutine()) {
            BlockingRefusal.check();
        }
        Strand strand = Strand.current();
        if (strand != null) {
            strand.checkCancelled();
            Host loop = strand.host();
            if (loop != null) {
                loop.blockingCall("call on " + level + " by a coroutine");
            }
        }
    }
}
