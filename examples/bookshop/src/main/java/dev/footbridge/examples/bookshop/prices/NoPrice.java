package dev.footbridge.examples.bookshop.prices;

import java.time.Duration;

/** The price service did not tell the price of a book; the message says of which, and why. */
public final class NoPrice extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NoPrice(String message, Throwable cause) {
        super(message, cause);
    }

    private NoPrice(String message) {
        super(message);
    }

    /** It answered with something else than a price. */
    public static NoPrice answered(String isbn, int status) {
        return new NoPrice("no price for book " + isbn + ": the price service answered " + status);
    }

    /** It did not answer in time. */
    public static NoPrice within(String isbn, Duration limit) {
        return new NoPrice("no price for book " + isbn + ": no answer within " + limit.toMillis() + " ms");
    }

    /** It could not be asked. */
    public static NoPrice because(String isbn, Throwable cause) {
        return new NoPrice("no price for book " + isbn + ": " + cause, cause);
    }
}
