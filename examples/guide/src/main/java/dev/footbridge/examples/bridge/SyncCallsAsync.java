package dev.footbridge.examples.bridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.block;
import static dev.footbridge.Async.toBlocking;

import dev.footbridge.BlockingFunction;
import dev.footbridge.examples.bridge.Prices.AsyncPrices;
import dev.footbridge.examples.bridge.Prices.BlockingPrices;
import dev.footbridge.loop.EventLoop;

/** How does blocking code call async code? */
public final class SyncCallsAsync {

    private SyncCallsAsync() {}

    /** Calls one async function in each way. */
    public static void main(String[] args) throws Exception {
        // @start region="call"
        int awaited = await(Prices.fetch("sku-1")); // a stage that is under way
        int blocked = block(() -> Prices.fetch("sku-1")); // called on the app-wide loop, and awaited
        try (EventLoop loop = EventLoop.open(o -> o.withName("shop"))) {
            int called = loop.call(() -> Prices.fetch("sku-1")); // the same on a loop of yours
            IO.println(awaited + " " + blocked + " " + called);
        }
        // @end
        // @start region="function"
        BlockingFunction<String, Integer> price = toBlocking(Prices::fetch);
        IO.println(price.apply("sku-22"));
        // @end
        AsyncPrices client = new Prices.Remote();
        // @start region="view"
        BlockingPrices prices = toBlocking(BlockingPrices.class, client);
        IO.println(prices.price("sku-333") + " " + prices.currency());
        // @end
    }
}
