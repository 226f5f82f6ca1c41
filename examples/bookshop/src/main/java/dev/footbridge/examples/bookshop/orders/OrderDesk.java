package dev.footbridge.examples.bookshop.orders;

import static dev.footbridge.Async.callerThread;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.start;
import static dev.footbridge.Async.withTimeout;

import dev.footbridge.Task;
import dev.footbridge.examples.bookshop.ShopSettings;
import dev.footbridge.examples.bookshop.prices.AsyncPrices;
import dev.footbridge.examples.bookshop.prices.NoPrice;
import dev.footbridge.examples.bookshop.prices.Quote;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Places orders. All of an order is one transaction on the caller's thread: the prices are asked for at once, on the
 * loop, and what is written when one arrives is written on the caller's thread again. If a price is missing, nothing is
 * left of the order.
 */
@Service
public class OrderDesk {

    private final Orders orders;
    private final AsyncPrices prices;
    private final EventLoop loop;
    private final TransactionOperations transaction;
    private final Duration limit;

    OrderDesk(Orders orders, AsyncPrices prices, EventLoop loop, TransactionOperations transaction,
            ShopSettings settings) {
        this.orders = orders;
        this.prices = prices;
        this.loop = loop;
        this.transaction = transaction;
        this.limit = settings.prices().timeout();
    }

    /**
     * Places an order.
     *
     * @throws OutOfStock if the shop has not so many of a book
     * @throws NoPrice if a price is missing
     */
    public Receipt place(NewOrder order) {
        return transaction.execute(_ -> {
            long id = orders.begin(order.customer());
            // Always in this order, so that two orders of the same books never wait for each other in a circle.
            order.lines().stream().sorted(Comparator.comparing(NewOrder.Line::isbn)).forEach(orders::take);
            List<Long> costs = loop.call(() -> gather(priced(id, order)));
            return new Receipt(id, costs.stream().mapToLong(Long::longValue).sum());
        });
    }

    private List<Task<Long>> priced(long id, NewOrder order) {
        List<Task<Long>> tasks = new ArrayList<>();
        for (NewOrder.Line line : order.lines()) {
            int number = tasks.size() + 1;
            tasks.add(start(() -> priced(id, number, line)));
        }
        return tasks;
    }

    /** A coroutine; the others go on while it waits. */
    private long priced(long id, int number, NewOrder.Line line) {
        Quote quote = quote(line);
        callerThread().call(() -> orders.add(id, number, line, quote.cents())); // in the transaction
        return (long) quote.cents() * line.quantity();
    }

    private Quote quote(NewOrder.Line line) {
        try {
            return withTimeout(limit, () -> prices.quote(line.isbn()));
        } catch (TimeoutException e) {
            throw NoPrice.within(line.isbn(), limit);
        }
    }
}
