package dev.footbridge.processes.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;

/** Bytes in memory, up to a limit: what is too large is refused before it is there. */
final class LimitedBytes extends OutputStream {

    /** There are too many. */
    static final class TooLargeException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        TooLargeException(int limit) {
            super("it has more than " + limit + " bytes");
        }
    }

    private final int limit;
    private byte[] bytes = new byte[512];
    private int count;

    LimitedBytes(int limit) {
        this.limit = limit;
    }

    private void makeRoom(int more) throws TooLargeException {
        if (more > limit - count) {
            throw new TooLargeException(limit);
        }
        if (more > bytes.length - count) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 64L,
                    Math.max(count + (long) more, bytes.length * 2L)));
        }
    }

    @Override
    public void write(int b) throws IOException {
        makeRoom(1);
        bytes[count++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        makeRoom(length);
        System.arraycopy(from, offset, bytes, count, length);
        count += length;
    }

    void writeInt(int number) throws IOException {
        makeRoom(4);
        bytes[count] = (byte) (number >> 24);
        bytes[count + 1] = (byte) (number >> 16);
        bytes[count + 2] = (byte) (number >> 8);
        bytes[count + 3] = (byte) number;
        count += 4;
    }

    /** Writes what are Integers only; false if they are not. */
    boolean writeIntegers(Object[] numbers) throws IOException {
        makeRoom((int) Math.min(Integer.MAX_VALUE, 4L * numbers.length));
        byte[] to = bytes;
        int at = count;
        for (Object item : numbers) {
            if (!(item instanceof Integer integer)) {
                return false;
            }
            int number = integer;
            to[at++] = (byte) (number >> 24);
            to[at++] = (byte) (number >> 16);
            to[at++] = (byte) (number >> 8);
            to[at++] = (byte) number;
        }
        count = at;
        return true;
    }

    void writeLong(long number) throws IOException {
        writeInt((int) (number >> 32));
        writeInt((int) number);
    }

    /** Takes away what came after so many bytes. */
    byte[] take(int length) {
        byte[] end = Arrays.copyOfRange(bytes, length, count);
        count = length;
        return end;
    }

    /** Makes room for all of these at once, the number of each, and so many bytes more. */
    void reserve(List<byte[]> arrays, int more) throws TooLargeException {
        long size = more;
        for (byte[] array : arrays) {
            size += 4L + array.length;
        }
        if (size > limit - count) {
            throw new TooLargeException(limit);
        }
        if (size > bytes.length - count) {
            bytes = Arrays.copyOf(bytes, (int) (count + size));
        }
    }

    /** Forgets all that came after so many bytes. */
    void cut(int length) {
        count = length;
    }

    int size() {
        return count;
    }

    byte[] toByteArray() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
