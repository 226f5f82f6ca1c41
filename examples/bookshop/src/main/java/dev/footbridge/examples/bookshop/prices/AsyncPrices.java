package dev.footbridge.examples.bookshop.prices;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * Asks for prices by Apache HttpClient 5 in its asynchronous form, on one I/O thread. It waits for no time limit:
 * whoever asks has one, and a cancel of what is returned ends the exchange. For any number of threads.
 */
public final class AsyncPrices implements AutoCloseable {

    private final URI service;
    private final CloseableHttpAsyncClient client;

    /** Makes one that asks this service. */
    public AsyncPrices(URI service, Duration connectLimit, int connections) {
        this.service = service;
        this.client = HttpAsyncClients.createMinimal(H2Config.DEFAULT,
                Http1Config.DEFAULT,
                IOReactorConfig.custom().setIoThreadCount(1).build(),
                PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections).setMaxConnPerRoute(connections)
                        .setDefaultConnectionConfig(PriceConnections.config(connectLimit))
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
                        .build());
        client.start();
    }

    /** Asks for the price of a book; a failure is a {@link NoPrice}. */
    public CompletionStage<Quote> quote(String isbn) {
        PendingQuote quote = new PendingQuote(isbn);
        return quote.of(client.execute(AsyncRequestBuilder.get(PriceReply.address(service, isbn)).build(),
                new BasicResponseConsumer<>(new StringAsyncEntityConsumer()), quote));
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }
}
