package dev.footbridge.processes.wire;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;

/**
 * JDK serialization with the descriptions of classes cut down to their names: both sides have the same classes, so their
 * fields need not be told.
 */
final class CompactOut extends ObjectOutputStream {

    private final Fingerprints fingerprints;

    CompactOut(OutputStream out, Fingerprints fingerprints) throws IOException {
        super(out);
        this.fingerprints = fingerprints;
    }

    @Override
    protected void writeStreamHeader() {}

    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
        writeUTF(description.getName());
        writeLong(version(description));
        if (fingerprints != Fingerprints.NONE) {
            writeLong(fingerprints.of(description.forClass()));
        }
    }

    /** An array has none that says anything; the JDK would compute one, and set up all its cryptography for that. */
    static long version(ObjectStreamClass description) {
        Class<?> type = description.forClass();
        return type != null && type.isArray() ? 0 : description.getSerialVersionUID();
    }
}
