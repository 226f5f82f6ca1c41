package dev.footbridge.examples.bookshop.isbn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/**
 * The price service: {@code GET /books/{isbn}} gives {@code {"isbn": ..., "cents": ...}} after 50 to 200 ms. It listens
 * on a free port of the loopback address and keeps connections alive; no thread waits for a delay.
 */
public final class IsbnService implements AutoCloseable {

    private static final int BACKLOG = 4_096;
    private static final int START_SECONDS = 10;

    private final HttpAsyncServer server;
    private final PriceAnswers answers;
    private final int port;

    private IsbnService(HttpAsyncServer server, PriceAnswers answers, int port) {
        this.server = server;
        this.answers = answers;
        this.port = port;
    }

    /** Opens one. */
    public static IsbnService open() {
        PriceAnswers answers = new PriceAnswers();
        IOReactorConfig io = IOReactorConfig.custom().setIoThreadCount(1).setBacklogSize(BACKLOG).setTcpNoDelay(true)
                .build();
        HttpAsyncServer server = AsyncServerBootstrap.bootstrap().setIOReactorConfig(io)
                .setCanonicalHostName("127.0.0.1").register("*", answers).create();
        server.start();
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try {
            ListenerEndpoint end = server.listen(any, URIScheme.HTTP).get(START_SECONDS, TimeUnit.SECONDS);
            return new IsbnService(server, answers, ((InetSocketAddress) end.getAddress()).getPort());
        } catch (ExecutionException | InterruptedException | java.util.concurrent.TimeoutException e) {
            server.close(CloseMode.IMMEDIATE);
            answers.close();
            throw new IllegalStateException("the price service did not start: " + e, e);
        }
    }

    /** Is one, as a program: says {@code port N}, and ends with its standard input, so it outlives nobody. */
    public static void serveUntilInputEnds() throws IOException {
        try (IsbnService service = open()) {
            System.out.println("port " + service.port);
            System.out.flush();
            while (System.in.read() >= 0) {
                // until it ends
            }
        }
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How many requests have come so far. */
    public long received() {
        return answers.received.sum();
    }

    @Override
    public void close() {
        answers.close();
        server.close(CloseMode.IMMEDIATE);
    }
}
