package dev.footbridge.cli.http;

import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;

/** Apache HttpClient 5, asynchronous. */
final class ApacheAsyncClient implements AsyncClient {

    private final CloseableHttpAsyncClient client = HttpAsyncClientBuilder.create()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(HttpClients.MAX_CONNECTIONS).setMaxConnPerRoute(HttpClients.MAX_CONNECTIONS)
                    .setDefaultConnectionConfig(HttpClients.connections()).build())
            .disableContentCompression().disableCookieManagement().disableRedirectHandling().disableAutomaticRetries()
            .build();

    ApacheAsyncClient() {
        client.start();
    }

    @Override
    public CompletionStage<Reply> get(URI uri) {
        PendingReply reply = new PendingReply();
        return reply.of(client.execute(SimpleRequestBuilder.get(uri).build(), reply));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
