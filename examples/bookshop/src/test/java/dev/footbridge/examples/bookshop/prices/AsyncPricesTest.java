package dev.footbridge.examples.bookshop.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.examples.bookshop.isbn.IsbnService;
import dev.footbridge.examples.bookshop.isbn.PriceList;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncPricesTest {

    private static final String BOOK = "9781000000042";

    @Test
    void tellsThePrice() {
        try (IsbnService service = IsbnService.open(); AsyncPrices prices = of(service.address())) {
            assertThat(quote(prices).join()).isEqualTo(new Quote(BOOK, PriceList.cents(BOOK)));
        }
    }

    @Test
    void saysThatTheServiceCannotBeReached() throws IOException {
        URI nobody;
        try (ServerSocket closed = silent()) {
            nobody = address(closed);
        }
        try (AsyncPrices prices = of(nobody)) {
            assertThatThrownBy(() -> quote(prices).join()).cause().isInstanceOf(NoPrice.class)
                    .hasMessageStartingWith("no price for book " + BOOK + ": ").hasMessageContaining("refused");
        }
    }

    @Test
    void endsTheExchangeWithACancel() throws IOException {
        try (ServerSocket silent = silent(); AsyncPrices prices = of(address(silent))) {
            CompletableFuture<Quote> quote = quote(prices);
            try (Socket connection = silent.accept()) {
                InputStream in = connection.getInputStream();
                assertThat((char) in.read()).isEqualTo('G');
                assertThat(quote.cancel(true)).isTrue();
                assertThat(in.readAllBytes()).isNotEmpty(); // and then the end
            }
        }
    }

    @Test
    void failsWhatIsUnderWayWhenClosed() throws Exception {
        try (ServerSocket silent = silent(); AsyncPrices prices = of(address(silent))) {
            CompletableFuture<Quote> quote = quote(prices);
            try (Socket connection = silent.accept()) {
                assertThat((char) connection.getInputStream().read()).isEqualTo('G');
                prices.close();
                assertThatThrownBy(() -> quote.get(30, TimeUnit.SECONDS)).cause().isInstanceOf(NoPrice.class)
                        .hasMessageContaining("closed");
                assertThatThrownBy(() -> quote(prices).get(30, TimeUnit.SECONDS)).cause().isInstanceOf(NoPrice.class);
            }
        }
    }

    private static CompletableFuture<Quote> quote(AsyncPrices prices) {
        return prices.quote(BOOK).toCompletableFuture();
    }

    private static AsyncPrices of(URI service) {
        return new AsyncPrices(service, Duration.ofSeconds(10), 4);
    }

    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }
}
