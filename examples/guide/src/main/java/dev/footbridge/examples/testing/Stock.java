package dev.footbridge.examples.testing;

import static dev.footbridge.Async.await;

import dev.footbridge.AsyncCallable;

// @start region="stock"
/** Code with a defect: it looks, waits, and then acts on what it saw before. */
final class Stock {

    private int left = 1;

    boolean sell(AsyncCallable<Void> payment) {
        if (left == 0) {
            return false;
        }
        await(payment); // others may buy meanwhile
        left--;
        return true;
    }

    int left() {
        return left;
    }
}
// @end
