package dev.footbridge.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.http.AsyncClient;
import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import dev.footbridge.cli.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackServerTest {

    private final LoopbackServer server = open();
    private final BlockingClient client = HttpClients.blocking();

    private static LoopbackServer open() {
        try {
            return LoopbackServer.open();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private URI page(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @ParameterizedTest
    @CsvSource({"/bytes/0,200", "/bytes/300,200", "/bytes/-1,400", "/bytes/x,400", "/bytes/99999999,400",
            "/bytes/1?delay=x,400", "/bytes/1?delay=-1,400", "/status/500,500", "/status/404,404", "/nothing,404",
            "/books?q=isbn:9780134685991,200"})
    void answersWithTheStatusOfThePage(String path, int status) throws Exception {
        try (BlockingClient other = HttpClients.urlConnection()) {
            assertThat(client.get(page(path)).status()).isEqualTo(status);
            assertThat(other.get(page(path)).status()).isEqualTo(status);
        }
    }

    @Test
    void sendsAsManyBytesAsAskedFor() throws Exception {
        for (int size : new int[]{0, 1, 300, 65_536, 1_000_000}) {
            assertThat(client.get(page("/bytes/" + size)).size()).isEqualTo(size);
        }
    }

    @Test
    void holdsAReplyBackForTheDelay() throws Exception {
        client.get(page("/bytes/1"));
        long begin = System.nanoTime();
        client.get(page("/bytes/1?delay=200"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void findsBooksByTheirNumber() throws Exception {
        assertThat(client.get(page("/books?q=isbn:9780134685991")).text()).contains("Effective Java", "Joshua Bloch");
        assertThat(client.get(page("/books?q=isbn:0")).text()).contains("\"totalItems\":0");
    }

    @Test
    void holdsAThousandConnectionsAtOnce() throws Exception {
        try (AsyncClient async = HttpClients.async()) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                replies.add(async.get(page("/bytes/10?delay=300")).toCompletableFuture());
            }
            for (CompletableFuture<Reply> reply : replies) {
                assertThat(reply.get(60, TimeUnit.SECONDS).size()).isEqualTo(10);
            }
        }
    }
}
