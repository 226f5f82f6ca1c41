package dev.footbridge.threads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread that has nothing to do is given something, by one party at most, or leaves. Which of the two comes first
 * is decided in one step, so nothing that was assigned is lost.
 */
final class Berth<T> {

    private static final Object GONE = new Object();
    private static final VarHandle CONTENT;

    static {
        try {
            CONTENT = MethodHandles.lookup().findVarHandle(Berth.class, "content", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null while it is free; then what was assigned, or that its owner has gone. */
    private volatile @Nullable Object content;

    /** Assigns something; false when something is here already or the owner has gone. Any thread. */
    boolean assign(T work) {
        return CONTENT.compareAndSet(this, null, work);
    }

    /** Takes what was assigned, if anything was; the berth is free again. Its owner only. */
    @SuppressWarnings("unchecked") // only assign stores anything else than the mark
    @Nullable
    T take() {
        Object seen = content;
        if (seen == null || seen == GONE) {
            return null;
        }
        content = null;
        return (T) seen;
    }

    /** Leaves; false when something was assigned. Its owner only. */
    boolean leave() {
        return CONTENT.compareAndSet(this, null, GONE);
    }

    /** Is here again after it left. Its owner only. */
    void comeBack() {
        CONTENT.compareAndSet(this, GONE, null);
    }

    /** Whether nothing is assigned and the owner is here. */
    boolean isFree() {
        return content == null;
    }
}
