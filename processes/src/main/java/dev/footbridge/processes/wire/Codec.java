package dev.footbridge.processes.wire;

import dev.footbridge.processes.UnsendableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects as bytes and back. An array of bytes goes as it is. Any thread.
 *
 * <p>What is read is filtered. An array cannot claim more elements than there are bytes, whatever the filter says.
 */
public final class Codec {

    private static final byte NULL = 0;
    private static final byte RAW = 1;
    private static final byte OBJECT = 2;

    private final Classes classes;
    private final Fingerprints fingerprints;
    private final ObjectInputFilter filter;
    private final int limit;

    /** Between JVMs of one class path: objects of this loader's classes, filtered when read, of so many bytes at most. */
    public Codec(ClassLoader loader, ObjectInputFilter filter, int limit) {
        this(loader, Fingerprints.NONE, filter, limit);
    }

    /** As the other, between JVMs whose classes may differ: a class whose fingerprint does is refused. */
    public Codec(ClassLoader loader, Fingerprints fingerprints, ObjectInputFilter filter, int limit) {
        this.classes = new Classes(loader);
        this.fingerprints = fingerprints;
        this.filter = filter;
        this.limit = limit;
    }

    /** As bytes; {@code what} is for the message when that cannot be: "the result of x". */
    public byte[] encode(@Nullable Object object, String what) {
        if (object == null) {
            return new byte[]{NULL};
        }
        if (object instanceof byte[] raw) {
            return encodeRaw(raw, what);
        }
        try {
            LimitedBytes bytes = new LimitedBytes(limit);
            bytes.write(OBJECT);
            try (CompactOut out = new CompactOut(bytes, fingerprints)) {
                out.writeObject(object);
            }
            return bytes.toByteArray();
        } catch (LimitedBytes.TooLargeException tooLarge) {
            throw tooLarge(what, tooLarge);
        } catch (NotSerializableException culprit) {
            throw new UnsendableException(what + " cannot be sent: it holds a " + culprit.getMessage()
                    + ", which is not serializable. Make that class Serializable, or leave it out", culprit);
        } catch (StackOverflowError tooDeep) {
            throw new UnsendableException(what + " (" + object.getClass().getName()
                    + ") cannot be sent: it is nested too deep for serialization. Send it in a flatter form", tooDeep);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError failed) {
            throw new UnsendableException(
                    what + " (" + object.getClass().getName() + ") cannot be sent: " + failed
                            + ". Send something else in its place",
                    failed);
        }
    }

    private byte[] encodeRaw(byte[] raw, String what) {
        if (raw.length >= limit) {
            throw tooLarge(what, new LimitedBytes.TooLargeException(limit));
        }
        byte[] bytes = new byte[raw.length + 1];
        bytes[0] = RAW;
        System.arraycopy(raw, 0, bytes, 1, raw.length);
        return bytes;
    }

    private static UnsendableException tooLarge(String what, IOException cause) {
        return new UnsendableException(what + " is too large to be sent: " + cause.getMessage()
                + ", the payloadLimit of the pool. Raise that, or send the name of a file", cause);
    }

    /** The object; {@code what} is for the message when it cannot be read. */
    public @Nullable Object decode(byte[] bytes, String what) {
        if (bytes.length == 0) {
            throw new UnsendableException(what + " cannot be read: it is empty");
        }
        return switch (bytes[0]) {
            case NULL -> null;
            case RAW -> Arrays.copyOfRange(bytes, 1, bytes.length);
            default -> decodeObject(bytes, what);
        };
    }

    private Object decodeObject(byte[] bytes, String what) {
        try (CompactIn in = new CompactIn(new ByteArrayInputStream(bytes, 1, bytes.length - 1), classes,
                fingerprints)) {
            in.setObjectInputFilter(info -> info.arrayLength() > bytes.length * 4L + 64
                    ? ObjectInputFilter.Status.REJECTED
                    : filter.checkInput(info));
            return in.readObject();
        } catch (StackOverflowError tooDeep) {
            throw new UnsendableException(
                    what + " cannot be read: it is nested too deep for serialization. Send it in a flatter form",
                    tooDeep);
        } catch (Exception | LinkageError | OutOfMemoryError failed) {
            if (failed instanceof ClassNotFoundException || failed.getCause() instanceof ClassNotFoundException) {
                Throwable missing = failed.getCause() == null ? failed : failed.getCause();
                throw new UnsendableException(what + " cannot be read: class " + missing.getMessage()
                        + " is not on the class path of this JVM. Add it, or send something else", failed);
            }
            throw new UnsendableException(what + " cannot be read: " + failed
                    + (String.valueOf(failed.getMessage()).contains("REJECTED")
                            ? ". The filter of the pool refuses it (taskFilter, resultFilter), or it is nested too deep"
                            : ""),
                    failed);
        }
    }
}
