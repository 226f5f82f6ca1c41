package dev.footbridge.internal;

/** A context that a thread is in until this is closed; the thread is in a scope of its own for so long. */
public final class ContextEntry {

    private final Entered<Scope> entered;
    private final Runnable back;
    private boolean closed;

    private ContextEntry(Bindings context) {
        this.entered = Entered.into(strand -> new Scope(strand, strand.scope(), false));
        this.back = entered.strand().enter(context);
    }

    /** Puts the calling thread into this context. */
    public static ContextEntry open(Bindings context) {
        return new ContextEntry(context);
    }

    /** Puts back what was there before. */
    public void close() {
        if (closed) {
            return;
        }
        if (!entered.isInnermost()) {
            throw new IllegalStateException("a context is left by the code that entered it, on its thread, and before"
                    + " whatever is around it: use try-with-resources");
        }
        closed = true;
        back.run();
        entered.leave();
    }
}
