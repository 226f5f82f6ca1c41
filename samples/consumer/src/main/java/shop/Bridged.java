// @start region="all"
package shop;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.block;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public class Bridged {

    static CompletionStage<Integer> fetchPrice(String sku) { // an async function, such as a client has
        return CompletableFuture.supplyAsync(() -> sku.length() * 100);
    }

    public static void main(String[] args) {
        int price = block(() -> fetchPrice("sku-1")); // blocking code calls it
        int both = await(fetchPrice("sku-1")) + await(fetchPrice("sku-22"));
        System.out.println("price " + price + ", both " + both);
    }
}
// @end
