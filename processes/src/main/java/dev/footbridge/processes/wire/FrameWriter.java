package dev.footbridge.processes.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes frames; small ones together. Used by one thread at a time. */
final class FrameWriter {

    private static final int BUFFER = 64 << 10;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    FrameWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    void put(Frame frame) throws IOException {
        byte[] body = frame.body();
        if (buffer.remaining() < Frame.HEADER) {
            flush();
        }
        byte type = frame.type().code();
        int check = Frame.check(body.length, type, frame.id(), frame.aux());
        buffer.putInt(body.length).put(type).putLong(frame.id()).putInt(frame.aux()).putInt(check);
        int done = 0;
        while (done < body.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(body.length - done, buffer.remaining());
            buffer.put(body, done, part);
            done += part;
        }
        if (buffer.remaining() < Frame.TRAILER) {
            flush();
        }
        buffer.putInt(~check);
    }

    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
