package dev.footbridge.processes.wire;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A function that is sent several times, and encoded once, as it is then. */
public final class Once implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final Serializable function;
    private transient volatile byte @Nullable [] bytes;

    /** This function. */
    public Once(Serializable function) {
        this.function = function;
    }

    Serializable function() {
        return function;
    }

    byte @Nullable [] bytes() {
        return bytes;
    }

    void encoded(byte[] encoded) {
        bytes = encoded;
    }
}
