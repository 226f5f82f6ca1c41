package dev.footbridge.processes.wire;

import dev.footbridge.processes.RemoteFailure;
import dev.footbridge.processes.RemoteTrace;
import dev.footbridge.processes.UnsendableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Exceptions as bytes and back: as themselves where that is possible, else as a {@link RemoteFailure}. Their names go
 * ahead of them, for a side that cannot read the rest.
 */
public final class Errors {

    private static final int MOST_CHARS = 16_000;
    private static final int DEEPEST = 32;

    private Errors() {}

    /** As bytes. */
    public static byte[] encode(Throwable error, Codec codec) {
        byte[] body;
        try {
            body = codec.encode(error, () -> "the exception");
        } catch (UnsendableException _) {
            body = codec.encode(standIn(error), () -> "the exception's stand-in");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(error.getClass().getName());
            out.writeUTF(describe(error));
            out.writeInt(body.length);
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String describe(Throwable error) {
        String words;
        try {
            words = error.toString();
        } catch (Throwable _) {
            words = error.getClass().getName();
        }
        return words.length() > MOST_CHARS ? words.substring(0, MOST_CHARS) + " ..." : words;
    }

    /** What can be sent of an exception that cannot. */
    static RemoteFailure standIn(Throwable error) {
        return standIn(error, Collections.newSetFromMap(new IdentityHashMap<>()), 0);
    }

    private static RemoteFailure standIn(Throwable error, Set<Throwable> seen, int depth) {
        RemoteFailure failure = new RemoteFailure(error.getClass().getName(), describe(error));
        failure.setStackTrace(error.getStackTrace());
        seen.add(error);
        Throwable cause = error.getCause();
        if (cause != null && depth < DEEPEST && !seen.contains(cause)) {
            failure.initCause(standIn(cause, seen, depth + 1));
        }
        for (Throwable suppressed : error.getSuppressed()) {
            if (depth < DEEPEST && !seen.contains(suppressed)) {
                failure.addSuppressed(standIn(suppressed, seen, depth + 1));
            }
        }
        return failure;
    }

    /** The exception, with its trace in the worker, of which {@code where} speaks, suppressed in it. */
    public static Throwable decode(byte[] bytes, Codec codec, String where) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String type = in.readUTF();
            String words = in.readUTF();
            byte[] body = new byte[Math.clamp(in.readInt(), 0, bytes.length)];
            in.readFully(body);
            return withTrace(read(type, words, body, codec), where);
        } catch (IOException damaged) {
            return new UnsendableException("the exception of a job cannot be read: " + damaged, damaged);
        }
    }

    private static Throwable read(String type, String words, byte[] body, Codec codec) {
        Object read;
        try {
            read = codec.decode(body, () -> "the exception " + type);
        } catch (UnsendableException unreadable) {
            RemoteFailure failure = new RemoteFailure(type, words);
            failure.initCause(unreadable);
            return failure;
        }
        return read instanceof Throwable error ? error : new RemoteFailure(type, words);
    }

    private static Throwable withTrace(Throwable error, String where) {
        try {
            error.addSuppressed(new RemoteTrace("in " + where, error.getStackTrace()));
        } catch (Throwable _) {
            // An exception with odd methods of its own stays as it is.
        }
        return error;
    }
}
