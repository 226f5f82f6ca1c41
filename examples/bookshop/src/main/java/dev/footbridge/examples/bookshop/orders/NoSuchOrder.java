package dev.footbridge.examples.bookshop.orders;

/** There is no order with this number. */
public final class NoSuchOrder extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchOrder(long id) {
        super("there is no order " + id);
    }
}
