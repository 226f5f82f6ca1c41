package dev.footbridge.processes.wire;

import java.io.Serial;
import java.io.Serializable;

/**
 * Stands in a serialized object for a large array of bytes, which goes before it as it is: serialization would copy it
 * piece by piece, several times.
 *
 * @param index which one of those before the object
 */
record Slab(int index) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** An array of so many bytes is worth it. */
    static final int LARGE = 8 << 10;
}
