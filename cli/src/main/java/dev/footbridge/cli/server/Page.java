package dev.footbridge.cli.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncResponseProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;

/** What one request is answered with, and how long the answer is held back. */
final class Page {

    private final int status;
    private final byte[] body;
    private final ContentType type;
    private final Duration delay;

    private Page(int status, byte[] body, ContentType type, Duration delay) {
        this.status = status;
        this.body = body;
        this.type = type;
        this.delay = delay;
    }

    static Page ofBytes(byte[] body) {
        return new Page(200, body, ContentType.APPLICATION_OCTET_STREAM, Duration.ZERO);
    }

    static Page ofJson(byte[] body) {
        return new Page(200, body, ContentType.APPLICATION_JSON, Duration.ZERO);
    }

    static Page ofText(int status, String text) {
        return new Page(status, text.getBytes(StandardCharsets.UTF_8), ContentType.TEXT_PLAIN, Duration.ZERO);
    }

    Page after(Duration wait) {
        return new Page(status, body, type, wait);
    }

    Duration delay() {
        return delay;
    }

    AsyncResponseProducer response() {
        AsyncEntityProducer entity = AsyncEntityProducers.create(body, type);
        return AsyncResponseBuilder.create(status).setEntity(entity).build();
    }
}
