package dev.footbridge.processes.wire;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A function that is sent several times, and encoded once, as it is then. */
public final class Once implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final Object function;
    @SuppressWarnings("serial") // not part of what is sent
    private transient volatile byte @Nullable [] bytes;

    /** This function, which is serializable. */
    public Once(Object function) {
        this.function = function;
    }

    Object function() {
        return function;
    }

    byte @Nullable [] bytes() {
        return bytes;
    }

    void encoded(byte[] encoded) {
        bytes = encoded;
    }
}
