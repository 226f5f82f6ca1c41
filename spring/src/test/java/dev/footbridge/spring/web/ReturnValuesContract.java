package dev.footbridge.spring.web;

import static dev.footbridge.spring.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.spring.testing.Apps;
import dev.footbridge.spring.testing.Client;
import dev.footbridge.spring.testing.Log;
import dev.footbridge.sync.AsyncEvent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** What holds for the return values of controllers, on whichever threads the server has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReturnValuesContract {

    private static final String[] NDJSON = {"Accept", "application/x-ndjson"};
    private static final String[] EVENTS = {"Accept", "text/event-stream"};

    private ConfigurableApplicationContext app;
    private Client client;
    private Shop.Books books;

    abstract boolean virtualThreads();

    @BeforeAll
    void start() {
        app = Apps.web(Shop.class, "spring.threads.virtual.enabled=" + virtualThreads(), "server.tomcat.threads.max=3",
                "server.tomcat.threads.min-spare=3", "footbridge.web.client-check=50ms",
                "spring.mvc.async.request-timeout=1200ms");
        client = new Client(Apps.port(app));
        books = app.getBean(Shop.Books.class);
    }

    @AfterAll
    void stop() {
        client.close();
        app.close();
    }

    @BeforeEach
    void forget() {
        books.seen.clear();
        books.pulled.set(0);
        books.gate = AsyncEvent.create();
    }

    // ---- tasks

    @Test
    void answersWithTheValueOfATask() throws Exception {
        HttpResponse<String> response = client.get("/task/7");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"id\":7,\"title\":\"Book 7\"}");
        assertThat(client.get("/task/none").body()).isEmpty();
    }

    @Test
    void handsAFailureOfATaskToTheExceptionHandlers() throws Exception {
        HttpResponse<String> response = client.get("/task/failing");
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).isEqualTo("{\"id\":-1,\"title\":\"none left\"}");
    }

    @Test
    void cancelsATaskWhoseRequestTakesTooLong() throws Exception {
        HttpResponse<String> response = client.get("/task/endless");
        assertThat(response.statusCode()).isEqualTo(503);
        until("the task was cancelled", () -> books.seen.size() == 2);
        assertThat(books.seen).containsExactly("endless began",
                "endless cancelled: the request took too long (uri=/task/endless)");
    }

    @Test
    void cancelsATaskWhoseClientHasHungUp() throws Exception {
        String reason = "endless cancelled: the client is gone (uri=/task/endless)";
        try (Client.Raw response = client.open("/task/endless")) {
            until("the task runs", () -> books.seen.contains("endless began"));
            Thread.sleep(300);
            assertThat(books.seen).as("while the client is there").doesNotContain(reason);
        }
        until("the task was cancelled", () -> books.seen.contains(reason));
    }

    @Test
    void servesTheNextRequestThatAClientSendsBeforeItHasAnAnswer() throws Exception {
        try (Client.Raw response = client.open("/task/slow")) {
            Thread.sleep(120);
            response.send("/task/7", "Connection", "close");
            assertThat(response.rest()).contains("slow").contains("Book 7");
        }
    }

    @Test
    void closesAGeneratorWhoseClientHasHungUpWhileThereIsNoItem() throws Exception {
        try (Client.Raw response = client.open("/waiting", NDJSON)) {
            response.lineWith("first");
        }
        until("the generator was closed", () -> books.seen.contains("waiting cleaned up"));
    }

    // ---- items

    @Test
    void writesItemsAsLines() throws Exception {
        for (String path : List.of("/books/3", "/blocking/3", "/stream/3")) {
            HttpResponse<String> response = client.get(path, NDJSON);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
            assertThat(response.body()).as(path).isEqualTo("""
                    {"id":1,"title":"Book 1"}
                    {"id":2,"title":"Book 2"}
                    {"id":3,"title":"Book 3"}
                    """);
        }
        assertThat(client.get("/books/1").body()).as("without a wish").isEqualTo("{\"id\":1,\"title\":\"Book 1\"}\n");
    }

    @Test
    void writesItemsAsEvents() throws Exception {
        HttpResponse<String> response = client.get("/books/2", EVENTS);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(response.body())
                .isEqualTo("data:{\"id\":1,\"title\":\"Book 1\"}\n\ndata:{\"id\":2,\"title\":\"Book 2\"}\n\n");
    }

    @Test
    void answersWithNothingWhereThereAreNoItems() throws Exception {
        HttpResponse<String> response = client.get("/books/0", NDJSON);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void refusesWhatItCannotWrite() throws Exception {
        assertThat(client.get("/waiting", "Accept", "application/pdf").statusCode()).isEqualTo(406);
    }

    @Test
    void handsAFailureBeforeTheFirstItemToTheExceptionHandlers() throws Exception {
        HttpResponse<String> response = client.get("/first-fails", "Accept",
                "application/x-ndjson, application/json;q=0.5");
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).isEqualTo("{\"id\":-1,\"title\":\"no first\"}");
    }

    @Test
    void breaksOffAResponseWhoseItemsFailAndReportsItOnce() throws Exception {
        try (Log log = new Log(); Client.Raw response = client.open("/third-fails", NDJSON)) {
            String rest = response.rest();
            assertThat(rest).contains("Book 1").contains("Book 2").doesNotContain("no third").doesNotContain("\n0\n");
            until("it is reported", () -> !log.with("no third").isEmpty());
            assertThat(log.with("no third")).singleElement().asString()
                    .contains("the response to GET /third-fails broke off after 2 items")
                    .contains(Shop.SoldOut.class.getName());
        }
    }

    @Test
    void pullsTheNextItemWhenTheLastIsWritten() throws Exception {
        try (Client.Raw response = client.open("/big", NDJSON)) {
            response.lineWith("HTTP/1.1 200");
            int before;
            do { // until the buffers of the network are full
                before = books.pulled.get();
                Thread.sleep(300);
            } while (books.pulled.get() != before);
            assertThat(before).isBetween(1, 10_000);
        }
        until("the generator was closed", () -> books.seen.contains("big cleaned up"));
        int end = books.pulled.get();
        assertThat(end).isLessThan(20_000);
    }

    @Test
    void holdsNoThreadOfTheServerWhileItWaitsForItems() throws Exception {
        List<Client.Raw> responses = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) { // the server has three threads
                responses.add(client.open("/waiting", i % 2 == 0 ? NDJSON : EVENTS));
            }
            for (Client.Raw response : responses) {
                response.lineWith("first");
            }
            assertThat(client.get("/plain").body()).startsWith("plain");
            Thread.sleep(1300); // longer than other requests may take
            books.gate.set();
            for (Client.Raw response : responses) {
                response.lineWith("second");
            }
        } finally {
            for (Client.Raw response : responses) {
                response.close();
            }
        }
        until("all generators were closed", () -> IntStream.range(0, books.seen.size()).count() == 20);
        assertThat(books.seen).containsOnly("waiting cleaned up");
    }
}
