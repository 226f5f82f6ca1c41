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
        writeLong(description.getSerialVersionUID());
        if (fingerprints != Fingerprints.NONE) {
            writeLong(fingerprints.of(description.forClass()));
        }
    }
}
