package dev.footbridge.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@link HttpURLConnection}, which keeps its connections in a cache of the JDK. */
final class UrlConnectionClient implements BlockingClient {

    @Override
    public Reply get(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) HttpClients.CONNECT_LIMIT.toMillis());
        connection.setReadTimeout((int) HttpClients.ANSWER_LIMIT.toMillis());
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        try (InputStream body = body(connection, status)) {
            return new Reply(status, body == null ? new byte[0] : body.readAllBytes());
        }
    }

    private static @Nullable InputStream body(HttpURLConnection connection, int status) throws IOException {
        return status < 400 ? connection.getInputStream() : connection.getErrorStream();
    }

    @Override
    public void close() {
        // The JDK owns the cache and ends idle connections by itself.
    }
}
