package dev.footbridge.examples.bookshop.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants.
 *
 * @param customer who orders
 * @param lines which books; each book once
 */
public record NewOrder(String customer, List<Line> lines) {

    private static final int MOST_LINES = 50;
    private static final int LONGEST_NAME = 100;

    /** Checks it: what comes from outside may lack anything. */
    public NewOrder(@Nullable String customer, @Nullable List<Line> lines) {
        if (customer == null || customer.isBlank() || customer.length() > LONGEST_NAME) {
            throw new BadOrder("the customer of an order is missing or longer than " + LONGEST_NAME
                    + " letters: give a name");
        }
        if (lines == null || lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new BadOrder("an order has " + (lines == null ? 0 : lines.size()) + " lines: it must have 1 to "
                    + MOST_LINES);
        }
        if (lines.stream().map(Line::isbn).distinct().count() != lines.size()) {
            throw new BadOrder("an order has a book twice: give it once, with the quantity");
        }
        this.customer = customer;
        this.lines = List.copyOf(lines);
    }

    /**
     * So many of one book.
     *
     * @param isbn the book
     * @param quantity how many
     */
    public record Line(String isbn, int quantity) {

        private static final int MOST = 99;

        /** Checks it. */
        public Line(@Nullable String isbn, int quantity) {
            if (isbn == null || !isbn.matches("\\d{13}")) {
                throw new BadOrder("the book " + isbn + " of an order is not known: give its ISBN of 13 digits");
            }
            if (quantity < 1 || quantity > MOST) {
                throw new BadOrder("the quantity of book " + isbn + " is " + quantity + ": it must be 1 to " + MOST);
            }
            this.isbn = isbn;
            this.quantity = quantity;
        }
    }
}
