package dev.footbridge.stream;

import dev.footbridge.internal.StackRoom;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Waits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one strand at a time waits for something that others bring about: they change it, and then ring.
 *
 * <p>Why no ring is lost: who waits first says so and then looks; who rings first changes what is looked at, by a
 * volatile write, and then asks whether anybody waits.
 */
final class Doorbell {

    private static final VarHandle SLEEPER;

    static {
        try {
            SLEEPER = MethodHandles.lookup().findVarHandle(Doorbell.class, "sleeper", Strand.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Spin spin = new Spin();
    private volatile @Nullable Strand sleeper;

    /** Has whoever waits look again. Any thread. */
    void ring() {
        if (sleeper != null) {
            StackRoom.ensure(); // an overflow between the two steps of waking would lose the ring
            wake();
        }
    }

    /** As {@link #ring}, by somebody who has seen to it that there is room on its stack. */
    void wake() {
        Strand asleep = sleeper;
        if (asleep != null && SLEEPER.compareAndSet(this, asleep, null)) {
            asleep.unpark();
        }
    }

    /** Waits until this holds. */
    void await(BooleanSupplier condition, String what) {
        await(condition, Strand.NEVER, what);
    }

    /** Waits until this holds; false when the deadline, on the strand's clock, came first. */
    boolean await(BooleanSupplier condition, long deadline, String what) {
        Strand strand = Strand.here();
        try {
            return Waits.signalled(strand, new Visit(strand, condition), deadline, what);
        } finally {
            SLEEPER.compareAndSet(this, strand, null);
        }
    }

    /** As {@link #await}, but looks for a moment before it sleeps: for those who take turns quickly. */
    void awaitSoon(BooleanSupplier condition, String what) {
        if (!spin(condition)) {
            await(condition, what);
        }
    }

    /** Looks for a moment whether this holds; false when one has to wait for it. */
    boolean spin(BooleanSupplier condition) {
        Strand strand = Strand.here();
        strand.checkMayWait();
        return spin.until(condition, strand);
    }

    /** One wait: before each sleep it says that it is there, and looks. */
    private final class Visit extends Waiter {

        private final Strand strand;
        private final BooleanSupplier condition;

        Visit(Strand strand, BooleanSupplier condition) {
            super(strand);
            this.strand = strand;
            this.condition = condition;
        }

        @Override
        protected boolean poll() {
            sleeper = strand;
            return condition.getAsBoolean();
        }
    }
}
