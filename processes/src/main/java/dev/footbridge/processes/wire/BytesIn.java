package dev.footbridge.processes.wire;

/** Reads from bytes in memory; what is not there is a {@link ProtocolException}. */
final class BytesIn {

    private final byte[] bytes;
    private int at;

    BytesIn(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    byte[] array() {
        return bytes;
    }

    int at() {
        return at;
    }

    /** Where so many bytes begin, which are left out. */
    int skip(int count) throws ProtocolException {
        int from = at;
        if (count < 0 || count > bytes.length - from) {
            throw new ProtocolException("it ends in the middle of a value");
        }
        at = from + count;
        return from;
    }

    int next() throws ProtocolException {
        return bytes[skip(1)] & 0xFF;
    }

    int nextInt() throws ProtocolException {
        int from = skip(4);
        return bytes[from] << 24 | (bytes[from + 1] & 0xFF) << 16 | (bytes[from + 2] & 0xFF) << 8
                | (bytes[from + 3] & 0xFF);
    }

    long nextLong() throws ProtocolException {
        return (long) nextInt() << 32 | (nextInt() & 0xFFFF_FFFFL);
    }

    /** How many there are of something, each of which takes a byte at least. */
    int nextSize() throws ProtocolException {
        int size = nextInt();
        if (size < 0 || size > bytes.length - at) {
            throw new ProtocolException("it claims to have " + size + " parts, with " + (bytes.length - at)
                    + " bytes left");
        }
        return size;
    }
}
