package dev.footbridge.examples.bookshop.orders;

/** The shop has not so many of a book. */
public final class OutOfStock extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfStock(NewOrder.Line line) {
        super("the shop has no " + line.quantity() + " of book " + line.isbn() + ": order fewer, or another one");
    }
}
