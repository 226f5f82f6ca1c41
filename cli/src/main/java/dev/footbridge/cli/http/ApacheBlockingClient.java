package dev.footbridge.cli.http;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;

/** Apache HttpClient 5, classic. */
final class ApacheBlockingClient implements BlockingClient {

    private final CloseableHttpClient client = HttpClientBuilder.create()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(HttpClients.MAX_CONNECTIONS).setMaxConnPerRoute(HttpClients.MAX_CONNECTIONS)
                    .setDefaultSocketConfig(HttpClients.sockets())
                    .setDefaultConnectionConfig(HttpClients.connections()).build())
            .disableContentCompression().disableCookieManagement().disableRedirectHandling().disableAutomaticRetries()
            .build();

    @Override
    public Reply get(URI uri) throws IOException {
        return client.execute(new HttpGet(uri), ApacheBlockingClient::reply);
    }

    private static Reply reply(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return new Reply(response.getCode(), entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
