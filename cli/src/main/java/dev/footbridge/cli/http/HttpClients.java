package dev.footbridge.cli.http;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens the clients that are compared. The two of Apache HttpClient are set up alike: as many connections as calls,
 * kept alive, HTTP/1.1, no compression, no cookies, no redirects, no retries.
 */
public final class HttpClients {

    static final int MAX_CONNECTIONS = 20_000;
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    private HttpClients() {}

    /** Apache HttpClient 5, the classic (blocking) one. */
    public static BlockingClient blocking() {
        return new ApacheBlockingClient();
    }

    /** The client of the JDK's first days, {@link java.net.HttpURLConnection}. */
    public static BlockingClient urlConnection() {
        return new UrlConnectionClient();
    }

    /** Apache HttpClient 5, the asynchronous one, on one I/O thread of its own. */
    public static AsyncClient async() {
        return new ApacheAsyncClient();
    }

    /**
     * Without the library's TCP keep-alive, which probes each connection every 5 seconds: the probes of thousands of
     * idle connections come at once, more than the loopback's queue holds, and three lost ones end a connection.
     */
    static SocketConfig sockets() {
        return SocketConfig.custom().setSoKeepAlive(false).build();
    }

    static ConnectionConfig connections() {
        return ConnectionConfig.custom().setConnectTimeout(Timeout.of(CONNECT_LIMIT))
                .setSocketTimeout(Timeout.of(ANSWER_LIMIT)).setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                .build();
    }
}
