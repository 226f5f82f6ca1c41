package dev.footbridge.examples.bookshop;

import static dev.footbridge.examples.bookshop.Visitor.WAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.examples.bookshop.isbn.IsbnService;
import dev.footbridge.examples.bookshop.isbn.PriceList;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ShopTest
class OrderPageTest {

    static final List<String> ALL_WAYS = WAYS;

    @LocalServerPort
    private int port;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private EventLoop loop;
    @Autowired
    private IsbnService prices;
    private Visitor visitor;
    private Books books;

    @BeforeEach
    void setUp() {
        visitor = new Visitor(port);
        books = new Books(jdbc);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 201})
    void isTheSameInAllThreeWays(long order) {
        List<Visitor.Answer> pages = inAllWays(order);
        assertThat(pages).extracting(Visitor.Answer::status).containsOnly(200);
        assertThat(pages).extracting(Visitor.Answer::body).containsOnly(pages.getFirst().body());
    }

    @ParameterizedTest
    @FieldSource("ALL_WAYS")
    void showsWhatTheDatabaseAndThePriceServiceSay(String way) {
        long before = prices.received();
        JsonNode page = visitor.page(42, way).json();

        List<Books.Line> stored = books.lines(42);
        assertThat(prices.received() - before).isEqualTo(20);
        assertThat(stored).hasSize(20);
        assertThat(page.path("order").path("id").longValue()).isEqualTo(42);
        assertThat(page.path("missing").intValue()).isZero();
        assertThat(page.path("lines").valueStream().map(line -> new Books.Line(line.path("isbn").stringValue(),
                line.path("quantity").intValue(), line.path("cents").intValue()))).isEqualTo(stored);
        assertThat(page.path("lines")).allSatisfy(line -> {
            String isbn = line.path("isbn").stringValue();
            assertThat(line.path("centsToday").intValue()).isEqualTo(PriceList.cents(isbn));
            assertThat(line.path("stock").intValue()).isEqualTo(books.stock(isbn));
            assertThat(line.has("problem")).isFalse();
        });
        assertThat(page.path("totalToday").longValue())
                .isEqualTo(
                        stored.stream().mapToLong(line -> (long) line.quantity() * PriceList.cents(line.isbn())).sum());
    }

    @Test
    void namesTheBookWhoseUpstreamIsBroken() {
        assertThat(inAllWays(201)).allSatisfy(answer -> isWholeBut(answer, Books.BROKEN,
                "no price for book " + Books.BROKEN + ": the price service answered 503"));
    }

    @Test
    void doesNotWaitForAnUpstreamThatIsSilent() {
        long begin = System.nanoTime();
        assertThat(inAllWays(202)).allSatisfy(answer -> isWholeBut(answer, Books.SILENT,
                "no price for book " + Books.SILENT + ": no answer within 3000 ms"));
        // The service would be silent for a minute.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void aSilentUpstreamOfOnePageDisturbsNoOther() throws InterruptedException {
        List<CompletableFuture<Visitor.Answer>> pages = IntStream.range(0, 10)
                .mapToObj(i -> later(i % 2 == 0 ? 202 : 10 + i, "footbridge")).toList();
        for (int i = 0; i < pages.size(); i++) {
            assertThat(pages.get(i).join().json().path("missing").intValue()).isEqualTo(i % 2 == 0 ? 1 : 0);
        }
        // And nothing is left of it on the loop.
        for (int i = 0; i < 1_000 && loop.stats().pending() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(loop.stats().pending()).as(loop::dump).isZero();
    }

    @ParameterizedTest
    @FieldSource("ALL_WAYS")
    void isNotThereForAnOrderThatIsNot(String way) {
        Visitor.Answer answer = visitor.page(999_999, way);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").stringValue()).isEqualTo("there is no order 999999");
    }

    private List<Visitor.Answer> inAllWays(long order) {
        List<CompletableFuture<Visitor.Answer>> pages = WAYS.stream().map(way -> later(order, way)).toList();
        return pages.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Visitor.Answer> later(long order, String way) {
        return CompletableFuture.supplyAsync(() -> visitor.page(order, way), Thread::startVirtualThread);
    }

    private static void isWholeBut(Visitor.Answer answer, String isbn, String problem) {
        assertThat(answer.status()).isEqualTo(200);
        JsonNode page = answer.json();
        assertThat(page.path("missing").intValue()).isEqualTo(1);
        assertThat(page.path("lines")).hasSize(20).allSatisfy(line -> {
            boolean isMissing = line.path("isbn").stringValue().equals(isbn);
            assertThat(line.has("centsToday")).isNotEqualTo(isMissing);
            assertThat(line.path("problem").asString("")).isEqualTo(isMissing ? problem : "");
        });
    }
}
