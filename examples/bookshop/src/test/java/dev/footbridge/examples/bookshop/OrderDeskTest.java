package dev.footbridge.examples.bookshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.examples.bookshop.isbn.PriceList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class OrderDeskTest {

    @LocalServerPort
    private int port;
    @Autowired
    private JdbcClient jdbc;
    private Visitor visitor;
    private Books books;

    @BeforeEach
    void setUp() {
        visitor = new Visitor(port);
        books = new Books(jdbc);
    }

    @Test
    void writesTheOrderAndTakesItsBooksFromTheStock() {
        List<String> some = books.some(100, 3);
        Map<String, Integer> wanted = new LinkedHashMap<>();
        some.forEach(isbn -> wanted.put(isbn, wanted.size() + 1));
        List<Integer> before = some.stream().map(books::stock).toList();

        Visitor.Answer answer = visitor.place("Somebody New", wanted);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(books.lines(answer.json().path("id").longValue())).containsExactly(
                new Books.Line(some.get(0), 1, PriceList.cents(some.get(0))),
                new Books.Line(some.get(1), 2, PriceList.cents(some.get(1))),
                new Books.Line(some.get(2), 3, PriceList.cents(some.get(2))));
        assertThat(answer.json().path("totalCents").longValue()).isEqualTo(PriceList.cents(some.get(0))
                + 2L * PriceList.cents(some.get(1)) + 3L * PriceList.cents(some.get(2)));
        assertThat(some.stream().map(books::stock))
                .containsExactly(before.get(0) - 1, before.get(1) - 2, before.get(2) - 3);
        assertThat(books.ordersOf("Somebody New")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({Books.BROKEN + ", the price service answered 503", Books.SILENT + ", no answer within 3000 ms"})
    void leavesNothingOfAnOrderWhoseUpstreamFails(String isbn, String why) {
        List<String> well = books.some(200, 5);
        Map<String, Integer> wanted = new LinkedHashMap<>();
        well.forEach(book -> wanted.put(book, 4));
        wanted.put(isbn, 1);
        List<Integer> before = wanted.keySet().stream().map(books::stock).toList();
        long orders = books.orders();

        Visitor.Answer answer = visitor.place("Unlucky " + isbn, wanted);

        assertThat(answer.status()).as(answer.body()).isEqualTo(502);
        assertThat(answer.json().path("detail").stringValue()).isEqualTo("no price for book " + isbn + ": " + why);
        assertThat(wanted.keySet().stream().map(books::stock)).isEqualTo(before);
        assertThat(books.orders()).isEqualTo(orders);
        assertThat(books.ordersOf("Unlucky " + isbn)).isZero();
        assertThat(jdbc.sql("select count(*) from customers where name = ?").param("Unlucky " + isbn)
                .query(Long.class).single()).isZero();
    }

    @Test
    void sellsNoMoreThanThereIs() {
        String isbn = books.some(300, 1).getFirst();
        String other = books.some(301, 1).getFirst();
        jdbc.sql("update books set stock = 5 where isbn = ?").param(isbn).update();
        int before = books.stock(other);

        List<CompletableFuture<Visitor.Answer>> buyers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // Half of them name the books the other way round.
            Map<String, Integer> wanted = new LinkedHashMap<>();
            wanted.put(i % 2 == 0 ? isbn : other, 1);
            wanted.put(i % 2 == 0 ? other : isbn, 1);
            buyers.add(CompletableFuture.supplyAsync(() -> visitor.place("Crowd", wanted),
                    Thread::startVirtualThread));
        }

        List<Visitor.Answer> answers = buyers.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(Visitor.Answer::status).containsOnly(201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(5);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).allSatisfy(
                answer -> assertThat(answer.json().path("detail").stringValue())
                        .isEqualTo("the shop has no 1 of book " + isbn + ": order fewer, or another one"));
        assertThat(books.stock(isbn)).isZero();
        assertThat(books.stock(other)).isEqualTo(before - 5);
        assertThat(books.ordersOf("Crowd")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"lines":[{"isbn":"9781008552524","quantity":1}]} | the customer of an order is missing or longer than 100 letters: give a name
            {"customer":"x","lines":[]}                        | an order has 0 lines: it must have 1 to 50
            {"customer":"x"}                                   | an order has 0 lines: it must have 1 to 50
            {"customer":"x","lines":[{"isbn":"1","quantity":1}]} | the book 1 of an order is not known: give its ISBN of 13 digits
            {"customer":"x","lines":[{"quantity":1}]}          | the book null of an order is not known: give its ISBN of 13 digits
            {"customer":"x","lines":[{"isbn":"9781008552524","quantity":0}]} | the quantity of book 9781008552524 is 0: it must be 1 to 99
            {"customer":"x","lines":[{"isbn":"9781008552524","quantity":1},{"isbn":"9781008552524","quantity":1}]} | an order has a book twice: give it once, with the quantity
            nonsense                                           | the order is no JSON of an order
            """)
    void saysWhatIsWrongWithAnOrder(String order, String problem) {
        Visitor.Answer answer = visitor.post("/orders", order);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").stringValue()).isEqualTo(problem);
    }
}
