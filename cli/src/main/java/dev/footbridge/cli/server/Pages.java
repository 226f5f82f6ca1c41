package dev.footbridge.cli.server;

import dev.footbridge.cli.books.Catalog;
import dev.footbridge.cli.http.Query;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of the server: {@code /bytes/N}, {@code /books?q=isbn:X} and {@code /status/N}, each with
 * {@code delay=milliseconds} on request.
 */
final class Pages {

    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_DELAY_MILLIS = 600_000;

    private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();
    private final JsonMapper json = JsonMapper.shared();

    Page answer(String pathAndQuery) {
        try {
            URI uri = URI.create(pathAndQuery);
            Query query = Query.of(uri);
            Duration delay = Duration.ofMillis(number("delay", query.first("delay", "0"), MAX_DELAY_MILLIS));
            return page(uri.getPath(), query).after(delay);
        } catch (IllegalArgumentException e) {
            return Page.ofText(400, String.valueOf(e.getMessage()));
        }
    }

    private Page page(String path, Query query) {
        String[] parts = path.split("/", -1);
        if (parts.length == 3 && parts[1].equals("bytes")) {
            return Page.ofBytes(bodies.computeIfAbsent(number("size", parts[2], MAX_BYTES), Pages::letters));
        }
        if (parts.length == 3 && parts[1].equals("status")) {
            int status = Math.max(200, number("status", parts[2], 599));
            return Page.ofText(status, "status " + status);
        }
        if (path.equals("/books")) {
            return Page.ofJson(json.writeValueAsBytes(Catalog.search(query.first("q", ""))));
        }
        return Page.ofText(404, "there is no page " + path);
    }

    private static byte[] letters(int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, "x".getBytes(StandardCharsets.US_ASCII)[0]);
        return body;
    }

    private static int number(String what, String text, int most) {
        int value = Integer.parseInt(text);
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ": it must be 0 to " + most);
        }
        return value;
    }
}
