package dev.footbridge.cli.load;

import java.util.Locale;

/** The three ways to write the page, by their address. */
enum Endpoint {
    SEQUENTIAL("one after another"), THREADS("thread pool, blocking client"), FOOTBRIDGE("Footbridge, async client");

    private final String words;

    Endpoint(String words) {
        this.words = words;
    }

    String address() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return words;
    }
}
