package dev.footbridge.examples.bookshop.prices;

import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.asynchttpclient.Dsl.config;
import static org.asynchttpclient.Dsl.get;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.asynchttpclient.AsyncHttpClient;

/**
 * Asks for prices by AsyncHttpClient, on one I/O thread of Netty's. It waits for no time limit: whoever asks has one, and
 * a cancel of what is returned ends the exchange. For any number of threads.
 */
public final class AsyncPrices implements AutoCloseable {

    private static final Duration NEVER = Duration.ofMillis(-1);

    private final URI service;
    private final AsyncHttpClient client;
    private final Set<PendingQuote> pending = ConcurrentHashMap.newKeySet();

    /** Makes one that asks this service. */
    public AsyncPrices(URI service, Duration connectLimit, int connections) {
        this.service = service;
        this.client = asyncHttpClient(config().setThreadPoolName("prices").setIoThreadsCount(1)
                .setMaxConnections(connections).setMaxConnectionsPerHost(connections).setCookieStore(null)
                .setConnectTimeout(connectLimit).setRequestTimeout(NEVER).setReadTimeout(NEVER)
                .setShutdownQuietPeriod(Duration.ZERO).setShutdownTimeout(connectLimit));
    }

    /** Asks for the price of a book; a failure is a {@link NoPrice}. */
    public CompletionStage<Quote> quote(String isbn) {
        PendingQuote quote = new PendingQuote(isbn);
        pending.add(quote);
        CompletionStage<Quote> _ = quote.whenComplete((_, _) -> pending.remove(quote));
        try {
            quote.of(
                    client.executeRequest(get(PriceReply.address(service, isbn).toString()).build(), quote.exchange()));
        } catch (RuntimeException e) {
            quote.fail(e); // it is closed
        }
        return quote;
    }

    /** Ends the exchanges under way, of which the client would not tell, with a failure. */
    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the client of the price service was not closed: " + e.getMessage(), e);
        } finally {
            pending.forEach(quote -> quote.fail(new IOException("the client was closed")));
        }
    }
}
