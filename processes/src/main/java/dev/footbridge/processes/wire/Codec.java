package dev.footbridge.processes.wire;

import dev.footbridge.processes.UnsendableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects as bytes and back: an array of bytes as it is, {@link Plain} values in a form of their own, a {@link Chunk} with
 * its function encoded once for all of them, anything else by serialization. Any thread.
 *
 * <p>What is read is filtered. An array cannot claim more elements than there are bytes, whatever the filter says.
 */
public final class Codec {

    private static final byte NULL = 0;
    private static final byte RAW = 1;
    private static final byte OBJECT = 2;
    private static final byte PLAIN = 3;
    private static final byte CHUNK = 4;
    private static final byte LAMBDA = 5;
    private static final byte SLABS = 6;

    private final Classes classes;
    private final Fingerprints fingerprints;
    private final ObjectInputFilter filter;
    private final int limit;
    private final KnownLambdas lambdas = new KnownLambdas();

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

    // ---- writing

    /** As bytes; {@code what} is for the message when that cannot be: "the result of x". */
    public byte[] encode(@Nullable Object object, Supplier<String> what) {
        if (object == null) {
            return new byte[]{NULL};
        }
        try {
            return encode(object);
        } catch (LimitedBytes.TooLargeException tooLarge) {
            throw new UnsendableException(what.get() + " is too large to be sent: " + tooLarge.getMessage()
                    + ", the payloadLimit of the pool. Raise that, or send the name of a file", tooLarge);
        } catch (NotSerializableException culprit) {
            throw new UnsendableException(what.get() + " cannot be sent: it holds a " + culprit.getMessage()
                    + ", which is not serializable. Make that class Serializable, or leave it out", culprit);
        } catch (StackOverflowError tooDeep) {
            throw new UnsendableException(what.get() + " (" + object.getClass().getName()
                    + ") cannot be sent: it is nested too deep for serialization. Send it in a flatter form", tooDeep);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError failed) {
            throw new UnsendableException(
                    what.get() + " (" + object.getClass().getName() + ") cannot be sent: " + failed
                            + ". Send something else in its place",
                    failed);
        }
    }

    private byte[] encode(Object object) throws IOException {
        if (object instanceof byte[] raw) {
            return encodeRaw(raw);
        }
        if (object instanceof Chunk chunk) {
            return encodeChunk(chunk);
        }
        if (lambdas.has(object)) {
            return encodeLambda(object);
        }
        LimitedBytes out = new LimitedBytes(limit);
        out.write(PLAIN);
        if (Plain.write(object, out)) {
            return out.toByteArray();
        }
        out.cut(0);
        serialize(object, out);
        return out.toByteArray();
    }

    private byte[] encodeLambda(Object lambda) throws IOException {
        byte[] known = lambdas.bytes(lambda);
        if (known != null) {
            return known;
        }
        LimitedBytes out = new LimitedBytes(limit);
        out.write(LAMBDA);
        out.writeLong(lambdas.draw());
        serialize(lambda, out);
        byte[] bytes = out.toByteArray();
        lambdas.written(lambda, bytes);
        return bytes;
    }

    private byte[] encodeRaw(byte[] raw) throws IOException {
        if (raw.length >= limit) {
            throw new LimitedBytes.TooLargeException(limit);
        }
        byte[] bytes = new byte[raw.length + 1];
        bytes[0] = RAW;
        System.arraycopy(raw, 0, bytes, 1, raw.length);
        return bytes;
    }

    private byte[] encodeChunk(Chunk chunk) throws IOException {
        byte[] function = chunk.once().bytes();
        if (function == null) {
            function = encode(chunk.function());
            chunk.once().encoded(function);
        }
        LimitedBytes out = new LimitedBytes(limit);
        out.write(CHUNK);
        out.writeInt(function.length);
        out.write(function, 0, function.length);
        int begin = out.size();
        out.write(PLAIN);
        if (!Plain.writeList(chunk.items(), out)) {
            out.cut(begin);
            serialize(chunk.items(), out);
        }
        return out.toByteArray();
    }

    private void serialize(Object object, LimitedBytes out) throws IOException {
        int begin = out.size();
        out.write(OBJECT);
        List<byte[]> slabs;
        try (CompactOut objects = new CompactOut(out, fingerprints)) {
            objects.writeObject(object);
            slabs = objects.slabs();
        }
        if (!slabs.isEmpty()) {
            putBefore(slabs, begin, out);
        }
    }

    /** Puts them before the object that was written: nobody can tell where that ends without reading it. */
    private static void putBefore(List<byte[]> slabs, int begin, LimitedBytes out) throws IOException {
        byte[] object = out.take(begin);
        out.write(SLABS);
        out.writeInt(slabs.size());
        out.reserve(slabs, object.length);
        for (byte[] slab : slabs) {
            out.writeInt(slab.length);
            out.write(slab, 0, slab.length);
        }
        out.write(object, 0, object.length);
    }

    // ---- reading

    /** Whether reading this takes no time and runs no code of the user's. */
    public static boolean isPlain(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] == NULL || bytes[0] == RAW || bytes[0] == PLAIN);
    }

    /** The object; {@code what} is for the message when it cannot be read. */
    public @Nullable Object decode(byte[] bytes, Supplier<String> what) {
        if (bytes.length == 0) {
            throw new UnsendableException(what.get() + " cannot be read: it is empty");
        }
        try {
            return decode(bytes, 0, bytes.length);
        } catch (StackOverflowError tooDeep) {
            throw new UnsendableException(
                    what.get() + " cannot be read: it is nested too deep for serialization. Send it in a flatter form",
                    tooDeep);
        } catch (Exception | LinkageError | OutOfMemoryError failed) {
            if (failed instanceof ClassNotFoundException || failed.getCause() instanceof ClassNotFoundException) {
                Throwable missing = failed.getCause() == null ? failed : failed.getCause();
                throw new UnsendableException(what.get() + " cannot be read: class " + missing.getMessage()
                        + " is not on the class path of this JVM. Add it, or send something else", failed);
            }
            throw new UnsendableException(what.get() + " cannot be read: " + failed
                    + (String.valueOf(failed.getMessage()).contains("REJECTED")
                            ? ". The filter of the pool refuses it (taskFilter, resultFilter), or it is nested too deep"
                            : ""),
                    failed);
        }
    }

    private @Nullable Object decode(byte[] bytes, int from, int to) throws IOException, ClassNotFoundException {
        return switch (bytes[from]) {
            case NULL -> null;
            case RAW -> Arrays.copyOfRange(bytes, from + 1, to);
            case PLAIN -> Plain.read(new BytesIn(bytes, from + 1), new Allowance(filter, bytes.length));
            case CHUNK -> decodeChunk(bytes, from, to);
            case LAMBDA -> decodeLambda(bytes, from, to);
            case SLABS -> decodeSlabs(bytes, from, to);
            default -> deserialize(bytes, from, to, List.of());
        };
    }

    private Object decodeLambda(byte[] bytes, int from, int to) throws IOException, ClassNotFoundException {
        BytesIn in = new BytesIn(bytes, from + 1);
        long number = in.nextLong();
        Object known = lambdas.lambda(number);
        if (known != null) {
            return known;
        }
        Object lambda = deserialize(bytes, in.at(), to, List.of());
        if (lambdas.has(lambda)) {
            lambdas.read(number, lambda);
        }
        return lambda;
    }

    private Chunk decodeChunk(byte[] bytes, int from, int to) throws IOException, ClassNotFoundException {
        BytesIn in = new BytesIn(bytes, from + 1);
        int begin = in.skip(in.nextSize());
        Object apply = decode(bytes, begin, in.at());
        if (!(apply instanceof Serializable function)
                || !(decode(bytes, in.at(), to) instanceof ArrayList<?> items)) {
            throw new ProtocolException("it has no function, or no items");
        }
        return new Chunk(new Once(function), items);
    }

    private Object decodeSlabs(byte[] bytes, int from, int to) throws IOException, ClassNotFoundException {
        BytesIn in = new BytesIn(bytes, from + 1);
        List<byte[]> slabs = new ArrayList<>();
        for (int left = in.nextSize(); left > 0; left--) {
            int begin = in.skip(in.nextSize());
            slabs.add(Arrays.copyOfRange(bytes, begin, in.at()));
        }
        return deserialize(bytes, in.at(), to, slabs);
    }

    private Object deserialize(byte[] bytes, int from, int to, List<byte[]> slabs)
            throws IOException, ClassNotFoundException {
        int length = to - from;
        if (length < 1) {
            throw new ProtocolException("it ends before its object");
        }
        try (CompactIn in = new CompactIn(new ByteArrayInputStream(bytes, from + 1, length - 1), classes,
                fingerprints, slabs)) {
            in.setObjectInputFilter(info -> check(info, bytes.length));
            return in.readObject();
        }
    }

    /** The filter is asked about slabs when they have taken their places. */
    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info, int length) {
        if (info.arrayLength() > length * 4L + 64) {
            return ObjectInputFilter.Status.REJECTED;
        }
        return info.serialClass() == Slab.class ? ObjectInputFilter.Status.ALLOWED : filter.checkInput(info);
    }
}
