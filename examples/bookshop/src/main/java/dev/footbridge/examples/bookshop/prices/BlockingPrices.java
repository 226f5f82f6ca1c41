package dev.footbridge.examples.bookshop.prices;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Asks for prices by Apache HttpClient 5 in its classic form: the calling thread waits. For any number of threads. */
public final class BlockingPrices implements AutoCloseable {

    private final URI service;
    private final Duration limit;
    private final RequestConfig config;
    private final CloseableHttpClient client;

    /** Makes one that asks this service, and waits so long for each answer. */
    public BlockingPrices(URI service, Duration limit, int connections) {
        this.service = service;
        this.limit = limit;
        this.config = RequestConfig.custom().setResponseTimeout(Timeout.of(limit)).build();
        this.client = HttpClients.createMinimal(PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections).setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(limit))
                        .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND).build())
                .build());
    }

    /**
     * The price of a book.
     *
     * @throws NoPrice if the service did not tell it
     */
    public Quote quote(String isbn) {
        try {
            return client.execute(request(isbn), response -> PriceReply.quote(isbn,
                    response.getCode(), response.getEntity() == null
                            ? null
                            : EntityUtils.toString(response.getEntity())));
        } catch (InterruptedIOException e) {
            throw NoPrice.within(isbn, limit);
        } catch (IOException e) {
            throw NoPrice.because(isbn, e);
        }
    }

    private HttpGet request(String isbn) {
        HttpGet request = new HttpGet(PriceReply.address(service, isbn));
        request.setConfig(config);
        return request;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
