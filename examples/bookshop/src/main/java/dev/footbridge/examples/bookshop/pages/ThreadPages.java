package dev.footbridge.examples.bookshop.pages;

import dev.footbridge.examples.bookshop.ShopSettings;
import dev.footbridge.examples.bookshop.orders.OrderHead;
import dev.footbridge.examples.bookshop.orders.OrderLine;
import dev.footbridge.examples.bookshop.orders.Orders;
import dev.footbridge.examples.bookshop.pages.OrderPage.Answer;
import dev.footbridge.examples.bookshop.pages.OrderPage.Missing;
import dev.footbridge.examples.bookshop.pages.OrderPage.Priced;
import dev.footbridge.examples.bookshop.prices.BlockingPrices;
import dev.footbridge.examples.bookshop.prices.NoPrice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** At once, on a fixed pool of threads and a blocking client, as it is mostly written today. */
@Component
class ThreadPages implements AutoCloseable {

    private final Orders orders;
    private final BlockingPrices prices;
    private final ExecutorService pool;

    ThreadPages(Orders orders, BlockingPrices prices, ShopSettings settings) {
        this.orders = orders;
        this.prices = prices;
        this.pool = Executors.newFixedThreadPool(settings.threads(),
                Thread.ofPlatform().name("pages-", 0).factory());
    }

    OrderPage page(long id) {
        OrderHead order = orders.head(id);
        CompletableFuture<Map<String, Integer>> stock = CompletableFuture.supplyAsync(() -> orders.stock(id), pool);
        List<OrderLine> lines = orders.lines(id);
        List<CompletableFuture<Answer>> answers = lines.stream()
                .map(line -> CompletableFuture.supplyAsync(() -> prices.quote(line.isbn()), pool)
                        .<Answer>thenApply(Priced::new).exceptionally(ThreadPages::missing))
                .toList();
        return OrderPage.of(order, lines, stock.join(), answers.stream().map(CompletableFuture::join).toList());
    }

    private static Answer missing(Throwable problem) {
        return switch (problem) {
            case CompletionException wrapped when wrapped.getCause() instanceof NoPrice why -> new Missing(why);
            case NoPrice why -> new Missing(why);
            default -> throw new CompletionException(problem);
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}
