package dev.footbridge.cli.soak.stage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * State that one at a time may be in, and that shows it when two are: a mark of who is inside, and a counter without
 * any synchronisation, which loses steps or is seen too old. Neither orders anything in memory, so they cannot hide
 * that whatever guards the section does not either.
 */
public final class Section {

    private static final VarHandle INSIDE;

    static {
        try {
            INSIDE = MethodHandles.lookup().findVarHandle(Section.class, "inside", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int SPINS = 20;

    private final LongAdder entries = new LongAdder();
    @SuppressWarnings("unused") // by its handle
    private @Nullable Object inside;
    private long counter;

    /** An empty section. */
    public Section() {}

    /** Goes in; false if somebody else was inside. */
    public boolean enter(Object me) {
        entries.increment();
        boolean free = INSIDE.getOpaque(this) == null;
        INSIDE.setOpaque(this, me);
        counter++;
        return free;
    }

    /** Goes out; false if somebody else came in meanwhile. */
    public boolean leave(Object me) {
        boolean mine = INSIDE.getOpaque(this) == me;
        INSIDE.setOpaque(this, null);
        return mine;
    }

    /** Goes in, stays for about a microsecond, and goes out again; false if that was not possible alone. */
    public boolean touch() {
        Object me = new Object();
        boolean free = enter(me);
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
        return leave(me) && free;
    }

    /** Entries of which the counter knows nothing. Asked under what guards the section, once nobody enters it. */
    public long lost() {
        return entries.sum() - counter;
    }
}
