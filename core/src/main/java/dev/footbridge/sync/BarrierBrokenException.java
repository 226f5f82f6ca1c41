package dev.footbridge.sync;

/** Thrown by a wait at an {@link AsyncBarrier} that was aborted or reset. */
public final class BarrierBrokenException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    BarrierBrokenException(String message) {
        super(message);
    }
}
