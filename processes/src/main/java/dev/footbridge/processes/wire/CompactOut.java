package dev.footbridge.processes.wire;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * JDK serialization with the descriptions of classes cut down to their names: both sides have the same classes, so their
 * fields need not be told. Large arrays of bytes are left out, and are to go before it.
 */
final class CompactOut extends ObjectOutputStream {

    private final Fingerprints fingerprints;
    private final List<byte[]> slabs = new ArrayList<>(0);

    CompactOut(OutputStream out, Fingerprints fingerprints) throws IOException {
        super(out);
        this.fingerprints = fingerprints;
        enableReplaceObject(true);
    }

    /** What was left out, in the order of its numbers. */
    List<byte[]> slabs() {
        return slabs;
    }

    @Override
    protected Object replaceObject(Object object) {
        if (object instanceof byte[] bytes && bytes.length >= Slab.LARGE) {
            slabs.add(bytes);
            return new Slab(slabs.size() - 1);
        }
        return object;
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
