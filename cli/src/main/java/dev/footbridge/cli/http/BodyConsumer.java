package dev.footbridge.cli.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.AsyncEntityConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body into an array that is as large as the server announced, as the classic client does; the library's own
 * consumer lets it grow and copies it in the end.
 */
final class BodyConsumer implements AsyncEntityConsumer<byte[]> {

    private static final int UNKNOWN = 8_192;
    private static final int LARGE = 64 << 20;

    private byte[] body = {};
    private int size;
    private @Nullable FutureCallback<byte[]> done;

    @Override
    public void streamStart(EntityDetails details, FutureCallback<byte[]> callback) {
        long length = details.getContentLength();
        body = new byte[length < 0 ? UNKNOWN : (int) Math.min(length, LARGE)];
        done = callback;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer part) {
        int more = part.remaining();
        if (more > body.length - size) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, size + more));
        }
        part.get(body, size, more);
        size += more;
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        body = size == body.length ? body : Arrays.copyOf(body, size);
        if (done != null) {
            done.completed(body);
        }
    }

    @Override
    public byte[] getContent() {
        return body;
    }

    @Override
    public void failed(Exception cause) {
        if (done != null) {
            done.failed(cause);
        }
    }

    @Override
    public void releaseResources() {
        done = null;
    }
}
