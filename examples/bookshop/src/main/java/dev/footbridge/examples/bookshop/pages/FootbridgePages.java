package dev.footbridge.examples.bookshop.pages;

import static dev.footbridge.Async.gatherOutcomes;
import static dev.footbridge.Async.moveOnAfter;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.examples.bookshop.ShopSettings;
import dev.footbridge.examples.bookshop.orders.OrderHead;
import dev.footbridge.examples.bookshop.orders.OrderLine;
import dev.footbridge.examples.bookshop.orders.Orders;
import dev.footbridge.examples.bookshop.pages.OrderPage.Answer;
import dev.footbridge.examples.bookshop.pages.OrderPage.Missing;
import dev.footbridge.examples.bookshop.pages.OrderPage.Priced;
import dev.footbridge.examples.bookshop.prices.AsyncPrices;
import dev.footbridge.examples.bookshop.prices.NoPrice;
import dev.footbridge.examples.bookshop.prices.Quote;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * At once, on the app-wide loop and an asynchronous client. The thread of the request makes the queries and begins all
 * calls, then waits for them as a coroutine of the loop. One time limit holds for all prices: those that are not there
 * then are cancelled, the others stay.
 */
@Component
class FootbridgePages {

    private final Orders orders;
    private final AsyncPrices prices;
    private final EventLoop loop;
    private final Duration limit;

    FootbridgePages(Orders orders, AsyncPrices prices, EventLoop loop, ShopSettings settings) {
        this.orders = orders;
        this.prices = prices;
        this.loop = loop;
        this.limit = settings.prices().timeout();
    }

    OrderPage page(long id) {
        OrderHead order = orders.head(id);
        List<OrderLine> lines = orders.lines(id);
        Map<String, Integer> stock = orders.stock(id);
        List<Answer> answers = loop.call(() -> {
            List<Task<Quote>> quotes = lines.stream().map(line -> Task.of(prices.quote(line.isbn()))).toList();
            boolean _ = moveOnAfter(limit, () -> {
                gatherOutcomes(quotes);
            });
            return answers(lines, quotes);
        });
        return OrderPage.of(order, lines, stock, answers);
    }

    private List<Answer> answers(List<OrderLine> lines, List<Task<Quote>> quotes) {
        List<Answer> answers = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String isbn = lines.get(i).isbn();
            answers.add(switch (quotes.get(i).outcome()) {
                case Outcome.Success(Quote quote) -> new Priced(quote);
                case Outcome.Failure(NoPrice problem) -> new Missing(problem);
                case Outcome.Failure(Throwable problem) -> new Missing(NoPrice.because(isbn, problem));
                case Outcome.Cancelled(_) -> new Missing(NoPrice.within(isbn, limit));
            });
        }
        return answers;
    }
}
