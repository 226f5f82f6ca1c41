package dev.footbridge.processes.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.List;

/** The other side of {@link CompactOut}. */
final class CompactIn extends ObjectInputStream {

    private final Classes classes;
    private final List<byte[]> slabs;

    private final Fingerprints fingerprints;

    /** With what was left out. */
    CompactIn(InputStream in, Classes classes, Fingerprints fingerprints, List<byte[]> slabs) throws IOException {
        super(in);
        this.classes = classes;
        this.fingerprints = fingerprints;
        this.slabs = slabs;
        enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
        if (!(object instanceof Slab(int index))) {
            return object;
        }
        if (index < 0 || index >= slabs.size()) {
            throw new ProtocolException("it lacks an array of bytes");
        }
        return slabs.get(index);
    }

    @Override
    protected void readStreamHeader() {}

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
        String name = readUTF();
        long version = readLong();
        ObjectStreamClass description = classes.describe(name);
        long fingerprint = fingerprints == Fingerprints.NONE ? 0 : readLong();
        if (CompactOut.version(description) != version || (fingerprint != 0
                && fingerprint != fingerprints.of(description.forClass()))) {
            throw new InvalidClassException(name, "the two JVMs have different versions of this class: deploy the same"
                    + " build to both");
        }
        return description;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        Class<?> known = description.forClass();
        return known != null ? known : super.resolveClass(description);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException, IOException {
        throw new InvalidClassException("proxies cannot be sent: send what is behind the proxy of "
                + String.join(", ", interfaces));
    }
}
