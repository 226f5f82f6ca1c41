package dev.footbridge.examples.bookshop.orders;

/** An order cannot be taken as it was given. */
public final class BadOrder extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadOrder(String message) {
        super(message);
    }
}
