package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of code on one strand that can be cancelled as a whole, or that is shielded from cancels outside it.
 *
 * <p>Scopes nest like blocks. A cancel stays set until its scope ends (it is level-triggered): every wait inside meets
 * it. Where several enclosing scopes are cancelled, a wait meets the outermost, because that one ends the inner ones
 * too.
 */
public class Scope {

    private static final VarHandle CANCEL;

    static {
        try {
            CANCEL = MethodHandles.lookup().findVarHandle(Scope.class, "cancel", Cancel.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Strand strand;
    private final @Nullable Scope outer;
    private final boolean shield;
    private volatile @Nullable Cancel cancel;
    private volatile boolean ended;

    Scope(Strand strand, @Nullable Scope outer, boolean shield) {
        this.strand = strand;
        this.outer = outer;
        this.shield = shield;
    }

    /** Cancels the code in this scope; the first request wins. May be called from any thread. */
    public final boolean cancel(Cancel request) {
        if (!CANCEL.compareAndSet(this, null, request)) {
            return false;
        }
        strand.poke(this, request);
        return true;
    }

    /** The request that cancelled this scope, if any. */
    public final @Nullable Cancel cancelled() {
        return cancel;
    }

    /** The task whose body this scope is, if it is one. */
    @Nullable
    Promise<?> task() {
        return null;
    }

    final Strand owner() {
        return strand;
    }

    final Thread thread() {
        return strand.thread();
    }

    final @Nullable Scope outer() {
        return outer;
    }

    final boolean isShield() {
        return shield;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** The request that was met in it, if it is a call with an end of its own: the code around has not met that yet. */
    @Nullable
    Cancel metInside() {
        return null;
    }

    /** Whether it will be cancelled when some time is over. */
    boolean isLimited() {
        return false;
    }

    /** Whether its code was told to stop, and is cleaning up as a rule. */
    boolean isToldToStop() {
        return false;
    }

    /** Called by the scope's own strand when what it had met is to count as not met. */
    void unmet(Cancel request) {}

    /** Called by the scope's own strand when its code met this request at a waiting point. */
    void met(Cancel request) {}

    /** Called by the scope's own strand when plain code has taken the interrupt that was sent for this request. */
    void interrupted(Cancel request) {}

    /** Takes a cancel back, which then was one for a single wait. */
    final void retract(Cancel request) {
        CANCEL.compareAndSet(this, request, null);
    }

    /** Called when a scope around this one ended first: whoever opened this one forgot to close it. */
    void leftOpen() {}

    /** What a wait in {@code innermost} has to obey: the outermost cancel that no shield keeps off. */
    static @Nullable Cancel effective(@Nullable Scope innermost) {
        Cancel found = null;
        for (Scope scope = innermost; scope != null; scope = scope.outer) {
            Cancel own = scope.cancel;
            if (own != null) {
                found = own;
            }
            if (scope.shield) {
                break;
            }
        }
        return found;
    }

    static boolean isShielded(@Nullable Scope innermost) {
        for (Scope scope = innermost; scope != null; scope = scope.outer) {
            if (scope.shield) {
                return true;
            }
        }
        return false;
    }
}
