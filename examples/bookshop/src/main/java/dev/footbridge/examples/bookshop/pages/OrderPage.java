package dev.footbridge.examples.bookshop.pages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footbridge.examples.bookshop.orders.OrderHead;
import dev.footbridge.examples.bookshop.orders.OrderLine;
import dev.footbridge.examples.bookshop.prices.NoPrice;
import dev.footbridge.examples.bookshop.prices.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of an order shows: three queries, and the price of each book today.
 *
 * @param order the order
 * @param lines its lines
 * @param totalToday what the books with a price would cost today, in cents
 * @param missing how many books have no price
 */
public record OrderPage(OrderHead order, List<PageLine> lines, long totalToday, int missing) {

    /**
     * A line of the page.
     *
     * @param isbn the book
     * @param title its title
     * @param author who wrote it
     * @param quantity how many were ordered
     * @param cents the price of one when it was ordered
     * @param centsToday the price of one today, if it is known
     * @param stock how many the shop has
     * @param problem why the price is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PageLine(String isbn, String title, String author, int quantity, int cents,
            @Nullable Integer centsToday, int stock, @Nullable String problem) {}

    /** The answer of the price service for one book. */
    public sealed interface Answer {}

    /** A price. */
    record Priced(Quote quote) implements Answer {}

    /** None, and why. */
    record Missing(NoPrice problem) implements Answer {}

    static OrderPage of(OrderHead order, List<OrderLine> lines, Map<String, Integer> stock, List<Answer> answers) {
        List<PageLine> shown = new ArrayList<>(lines.size());
        long total = 0;
        int missing = 0;
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            Integer cents = null;
            String problem = null;
            switch (answers.get(i)) {
                case Priced(Quote quote) -> {
                    cents = quote.cents();
                    total += (long) quote.cents() * line.quantity();
                }
                case Missing(NoPrice why) -> {
                    problem = why.getMessage();
                    missing++;
                }
            }
            shown.add(new PageLine(line.isbn(), line.title(), line.author(), line.quantity(), line.cents(), cents,
                    stock.getOrDefault(line.isbn(), 0), problem));
        }
        return new OrderPage(order, shown, total, missing);
    }
}
