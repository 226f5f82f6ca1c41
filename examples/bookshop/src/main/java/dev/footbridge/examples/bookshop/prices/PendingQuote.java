package dev.footbridge.examples.bookshop.prices;

import java.io.EOFException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.asynchttpclient.AsyncCompletionHandler;
import org.asynchttpclient.Response;
import org.jspecify.annotations.Nullable;

/** The price to come; a cancel of it ends the exchange, which a bare future would not do. */
final class PendingQuote extends CompletableFuture<Quote> {

    private final String isbn;
    private volatile @Nullable Future<?> running;

    PendingQuote(String isbn) {
        this.isbn = isbn;
    }

    void of(Future<?> exchange) {
        running = exchange;
    }

    void fail(Throwable problem) {
        completeExceptionally(NoPrice.because(isbn, problem));
    }

    /** What the client tells of the exchange. */
    AsyncCompletionHandler<@Nullable Void> exchange() {
        return new AsyncCompletionHandler<>() {
            @Override
            public @Nullable Void onCompleted(@Nullable Response response) {
                if (response == null) {
                    fail(new EOFException("the connection ended without an answer"));
                } else {
                    answered(response);
                }
                return null;
            }

            @Override
            public void onThrowable(Throwable problem) {
                fail(problem);
            }
        };
    }

    private void answered(Response response) {
        try {
            complete(PriceReply.quote(isbn, response.getStatusCode(), response.getResponseBody()));
        } catch (RuntimeException e) {
            completeExceptionally(e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Future<?> exchange = running;
        if (cancelled && exchange != null) {
            exchange.cancel(true);
        }
        return cancelled;
    }
}
