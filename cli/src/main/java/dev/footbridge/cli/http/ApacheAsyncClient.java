package dev.footbridge.cli.http;

import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** Apache HttpClient 5, asynchronous, on one I/O thread: on a few CPUs more of them only wake each other. */
final class ApacheAsyncClient implements AsyncClient {

    private static final IOReactorConfig IO = IOReactorConfig.custom().setIoThreadCount(1)
            .setSoKeepAlive(HttpClients.sockets().isSoKeepAlive()).build();
    private static final TlsConfig HTTP_1 = TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build();

    private final CloseableHttpAsyncClient client = HttpAsyncClientBuilder.create()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(HttpClients.MAX_CONNECTIONS).setMaxConnPerRoute(HttpClients.MAX_CONNECTIONS)
                    .setDefaultConnectionConfig(HttpClients.connections()).setDefaultTlsConfig(HTTP_1).build())
            .setIOReactorConfig(IO).disableContentCompression()
            .disableCookieManagement().disableRedirectHandling().disableAutomaticRetries().build();

    ApacheAsyncClient() {
        client.start();
    }

    @Override
    public CompletionStage<Reply> get(URI uri) {
        PendingReply reply = new PendingReply();
        return reply.of(client.execute(AsyncRequestBuilder.get(uri).build(),
                new BasicResponseConsumer<>(new BodyConsumer()), reply));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
