package dev.footbridge.processes.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** Reads frames. Used by one thread at a time. */
public final class FrameReader {

    private static final int BUFFER = 64 << 10;
    /** What is allocated at once for a body, which a damaged length may only claim to be that long. */
    private static final int STEP = 16 << 20;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).flip();
    private final long limit;

    /** Frames from this channel, whose bodies have so many bytes at most. */
    public FrameReader(ReadableByteChannel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /** The next frame; null at the end, also where that is in the middle of one. */
    public @Nullable Frame next() throws IOException {
        if (!await(Frame.HEADER)) {
            return null;
        }
        int length = buffer.getInt();
        byte code = buffer.get();
        long id = buffer.getLong();
        int aux = buffer.getInt();
        int check = Frame.check(length, code, id, aux);
        expect(check, "at the beginning");
        if (length < 0 || length > limit) {
            throw new ProtocolException("a frame claims to have " + length + " bytes (the limit is " + limit + ")");
        }
        FrameType type = FrameType.of(code);
        byte[] body = body(length);
        if (body == null || !await(Frame.TRAILER)) {
            return null;
        }
        expect(~check, "at the end");
        return new Frame(type, id, aux, body);
    }

    private void expect(int check, String where) throws ProtocolException {
        if (buffer.getInt() != check) {
            throw new ProtocolException("what came is no frame, as is seen " + where
                    + " of it: something else has written to the channel");
        }
    }

    /** Waits for so many bytes; false at the end. */
    private boolean await(int bytes) throws IOException {
        while (buffer.remaining() < bytes) {
            if (fill() < 0) {
                return false;
            }
        }
        return true;
    }

    private byte @Nullable [] body(int length) throws IOException {
        byte[] body = new byte[Math.min(length, STEP)];
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining() && fill() < 0) {
                return null;
            }
            if (done == body.length) {
                body = java.util.Arrays.copyOf(body, (int) Math.min(length, body.length * 2L));
            }
            int part = Math.min(buffer.remaining(), body.length - done);
            buffer.get(body, done, part);
            done += part;
        }
        return body;
    }

    private int fill() throws IOException {
        buffer.compact();
        try {
            return channel.read(buffer);
        } finally {
            buffer.flip();
        }
    }
}
