package dev.footbridge.cli.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The {@code name=value} pairs of an address; an immutable value. */
public final class Query {

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Reads the pairs of an address; the first of several values of one name counts. */
    public static Query of(URI uri) {
        Map<String, String> values = new HashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Query(values);
    }

    /** The value of a name, or another value where the address does not have the name. */
    public String first(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
