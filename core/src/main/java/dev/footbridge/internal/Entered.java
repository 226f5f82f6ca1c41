package dev.footbridge.internal;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A scope that the calling code is in, from {@link #into} to {@link #leave}, on its strand. */
final class Entered<S extends Scope> {

    private final Strand strand;
    private final S scope;
    private final @Nullable Promise<?> task;
    private final boolean bound;
    private boolean left;

    private Entered(Strand strand, S scope, boolean bound) {
        this.strand = strand;
        this.scope = scope;
        this.task = strand.task();
        this.bound = bound;
    }

    /** Opens a scope on the calling thread's strand, which is bound to the thread for the time if it was not. */
    static <S extends Scope> Entered<S> into(Function<Strand, S> opener) {
        Strand known = Strand.current();
        Strand strand = known == null ? new Strand(Thread.currentThread()) : known;
        S scope = opener.apply(strand);
        if (known == null) {
            strand.bind();
        }
        strand.push(scope);
        return new Entered<>(strand, scope, known == null);
    }

    Strand strand() {
        return strand;
    }

    S scope() {
        return scope;
    }

    /** Whether the calling code is the code that entered, and in no scope that it opened since. */
    boolean isInnermost() {
        Strand here = Strand.current();
        return here == strand && strand.scope() == scope;
    }

    /** Whether the calling code is of the task, or thread, that entered; another one may run on its strand, too. */
    boolean isOwner() {
        return Strand.current() == strand && strand.task() == task;
    }

    /** Ends the scope. Called by the strand that entered it; again does nothing. */
    void leave() {
        if (left) {
            return;
        }
        left = true;
        scope.end();
        strand.pop(scope);
        if (bound) {
            strand.unbind();
        }
    }
}
