package dev.footbridge.cli.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP server on the loopback address that holds thousands of connections and delays answers by timers.
 *
 * <p>No thread waits for a delay, so the number of answers held back is bounded by memory only. Connections are kept
 * alive until the client or the server closes.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 8_192;
    /** Small, because each of thousands of connections has several. */
    private static final int BUFFER_BYTES = 2_048;
    private static final int START_SECONDS = 10;

    private final HttpAsyncServer server;
    private final DelayedAnswers answers;
    private final int port;

    private LoopbackServer(HttpAsyncServer server, DelayedAnswers answers, int port) {
        this.server = server;
        this.answers = answers;
        this.port = port;
    }

    /** Opens one on a free port of 127.0.0.1. */
    public static LoopbackServer open() throws Exception {
        DelayedAnswers answers = new DelayedAnswers(new Pages());
        IOReactorConfig io = IOReactorConfig.custom().setBacklogSize(BACKLOG).setTcpNoDelay(true).setSoKeepAlive(false)
                .setSoTimeout(Timeout.DISABLED).setSoReuseAddress(true).build();
        Http1Config http = Http1Config.custom().setBufferSize(BUFFER_BYTES).build();
        HttpAsyncServer server = AsyncServerBootstrap.bootstrap().setIOReactorConfig(io).setHttp1Config(http)
                .setCanonicalHostName("127.0.0.1").register("*", answers).create();
        server.start();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0);
        try {
            ListenerEndpoint end = server.listen(any, URIScheme.HTTP).get(START_SECONDS, TimeUnit.SECONDS);
            return new LoopbackServer(server, answers, ((InetSocketAddress) end.getAddress()).getPort());
        } catch (ExecutionException | InterruptedException e) {
            server.close(CloseMode.IMMEDIATE);
            answers.close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        answers.close();
        server.close(CloseMode.IMMEDIATE);
    }
}
