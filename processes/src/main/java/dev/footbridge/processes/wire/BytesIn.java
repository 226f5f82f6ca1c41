package dev.footbridge.processes.wire;

import java.util.Arrays;
import java.util.List;

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

    /** As many as there are said to be. */
    List<Integer> nextIntegers(int size) throws ProtocolException {
        byte[] from = bytes;
        int next = skip((int) Math.min(Integer.MAX_VALUE, 4L * size));
        Integer[] numbers = new Integer[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = from[next] << 24 | (from[next + 1] & 0xFF) << 16 | (from[next + 2] & 0xFF) << 8
                    | (from[next + 3] & 0xFF);
            next += 4;
        }
        return Arrays.asList(numbers);
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
