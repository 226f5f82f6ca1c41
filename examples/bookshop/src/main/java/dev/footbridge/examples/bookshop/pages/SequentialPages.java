package dev.footbridge.examples.bookshop.pages;

import dev.footbridge.examples.bookshop.orders.OrderHead;
import dev.footbridge.examples.bookshop.orders.OrderLine;
import dev.footbridge.examples.bookshop.orders.Orders;
import dev.footbridge.examples.bookshop.pages.OrderPage.Answer;
import dev.footbridge.examples.bookshop.pages.OrderPage.Missing;
import dev.footbridge.examples.bookshop.pages.OrderPage.Priced;
import dev.footbridge.examples.bookshop.prices.BlockingPrices;
import dev.footbridge.examples.bookshop.prices.NoPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** One thing after another, on the thread of the request. */
@Component
class SequentialPages {

    private final Orders orders;
    private final BlockingPrices prices;

    SequentialPages(Orders orders, BlockingPrices prices) {
        this.orders = orders;
        this.prices = prices;
    }

    OrderPage page(long id) {
        OrderHead order = orders.head(id);
        List<OrderLine> lines = orders.lines(id);
        Map<String, Integer> stock = orders.stock(id);
        List<Answer> answers = new ArrayList<>();
        for (OrderLine line : lines) {
            answers.add(answer(line));
        }
        return OrderPage.of(order, lines, stock, answers);
    }

    private Answer answer(OrderLine line) {
        try {
            return new Priced(prices.quote(line.isbn()));
        } catch (NoPrice problem) {
            return new Missing(problem);
        }
    }
}
