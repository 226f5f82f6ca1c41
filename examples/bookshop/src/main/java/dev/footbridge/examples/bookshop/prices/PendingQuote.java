package dev.footbridge.examples.bookshop.prices;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.jspecify.annotations.Nullable;

/** The price to come; a cancel of it ends the exchange, which a bare future would not do. */
final class PendingQuote extends CompletableFuture<Quote> implements FutureCallback<Message<HttpResponse, String>> {

    private final String isbn;
    private volatile @Nullable Future<?> exchange;

    PendingQuote(String isbn) {
        this.isbn = isbn;
    }

    PendingQuote of(Future<?> running) {
        exchange = running;
        return this;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Future<?> running = exchange;
        if (cancelled && running != null) {
            running.cancel(true);
        }
        return cancelled;
    }

    @Override
    public void completed(Message<HttpResponse, String> response) {
        try {
            complete(PriceReply.quote(isbn, response.getHead().getCode(), response.getBody()));
        } catch (RuntimeException e) {
            completeExceptionally(e);
        }
    }

    @Override
    public void failed(Exception e) {
        completeExceptionally(NoPrice.because(isbn, e));
    }

    @Override
    public void cancelled() {
        super.cancel(false);
    }
}
