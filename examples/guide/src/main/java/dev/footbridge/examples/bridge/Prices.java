package dev.footbridge.examples.bridge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An async client and a blocking one, for the examples of this package. */
final class Prices {

    // @start region="interfaces"
    /** How the library's author wrote it. */
    interface AsyncPrices {
        CompletionStage<Integer> price(String sku);

        CompletionStage<String> currency();
    }

    /** How the calling code would have it. */
    interface BlockingPrices {
        int price(String sku);

        String currency();
    }
    // @end

    /** An async client. */
    static final class Remote implements AsyncPrices {
        @Override
        public CompletionStage<Integer> price(String sku) {
            return CompletableFuture.supplyAsync(() -> sku.length() * 100,
                    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        }

        @Override
        public CompletionStage<String> currency() {
            return CompletableFuture.completedFuture("EUR");
        }
    }

    static CompletionStage<Integer> fetch(String sku) {
        return new Remote().price(sku);
    }

    static int read(String sku) throws InterruptedException {
        Thread.sleep(20);
        return sku.length() * 10;
    }

    private Prices() {}
}
