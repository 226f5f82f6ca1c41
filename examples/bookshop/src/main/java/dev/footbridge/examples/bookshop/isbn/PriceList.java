package dev.footbridge.examples.bookshop.isbn;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * What the service knows: a price for each book, and how long it takes to find it, from 50 to 200 ms. Both follow from
 * the number alone, so each way to write the page meets the same service. Two kinds of books are there to fail.
 */
public final class PriceList {

    /** Books whose number begins so get the answer 503. */
    public static final String BROKEN = "979404";
    /** Books whose number begins so get no answer within a minute. */
    public static final String SILENT = "979408";

    private static final int FASTEST_MILLIS = 50;
    private static final int SLOWEST_MILLIS = 200;
    private static final int CHEAPEST_CENTS = 450;
    private static final int CENTS = 3_600;
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int DIGITS = 13;

    private PriceList() {}

    /** The price of a book. */
    public static int cents(String isbn) {
        return CHEAPEST_CENTS + (int) (drawn(isbn) / 1_000 % CENTS);
    }

    /** How long the service takes for a book. */
    public static Duration latency(String isbn) {
        return isbn.startsWith(SILENT)
                ? SILENCE
                : Duration.ofMillis(FASTEST_MILLIS + drawn(isbn) % (SLOWEST_MILLIS - FASTEST_MILLIS + 1));
    }

    static boolean isBook(String isbn) {
        return isbn.length() == DIGITS && isbn.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long drawn(String isbn) {
        CRC32 sum = new CRC32();
        sum.update(isbn.getBytes(StandardCharsets.US_ASCII));
        return sum.getValue();
    }
}
