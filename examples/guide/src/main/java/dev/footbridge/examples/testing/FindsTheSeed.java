package dev.footbridge.examples.testing;

import static dev.footbridge.Async.gather;

import dev.footbridge.Task;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import java.util.concurrent.CompletableFuture;

/** What does a test say about a defect that shows in some orders of events only? */
public final class FindsTheSeed {

    private FindsTheSeed() {}

    // @start region="scenario"
    static void twoBuyers(Interleaving run) {
        Stock stock = new Stock();
        Task<Boolean> first = run.loop().start(() -> buy(run, stock));
        Task<Boolean> second = run.loop().start(() -> buy(run, stock));
        gather(first, second);
        if (stock.left() < 0) {
            throw new AssertionError("sold " + (1 - stock.left()) + " books of 1");
        }
    }

    private static boolean buy(Interleaving run, Stock stock) {
        run.pause(); // lets others run a few times, or not: drawn from the seed
        return stock.sell(() -> {
            run.pause();
            return CompletableFuture.completedFuture(null);
        });
    }
    // @end

    /** Explores it. */
    public static void main(String[] args) {
        // @start region="explore"
        try {
            Interleavings.of(1_000).explore(FindsTheSeed::twoBuyers);
        } catch (AssertionError e) {
            IO.println(e.getMessage());
        }
        // @end
    }
}
