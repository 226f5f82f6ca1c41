package dev.footbridge.spring.entities;

import static dev.footbridge.spring.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.spring.testing.Apps;
import dev.footbridge.spring.testing.Client;
import dev.footbridge.spring.testing.Log;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** What holds for tasks and generators in the wrappings of Spring MVC, on whichever threads the server has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EntitiesContract {

    private static final String[] NDJSON = {"Accept", "application/x-ndjson"};
    private static final String[] EVENTS = {"Accept", "text/event-stream"};
    private static final String[] PDF = {"Accept", "application/pdf"};
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String BOOKS = """
            {"id":1,"title":"Book 1"}
            {"id":2,"title":"Book 2"}
            """;

    private ConfigurableApplicationContext app;
    private Client client;
    private List<String> seen;

    abstract boolean virtualThreads();

    @BeforeAll
    void start() {
        app = Apps.web(Library.class, "spring.threads.virtual.enabled=" + virtualThreads(),
                "footbridge.web.client-check=50ms", "spring.mvc.async.request-timeout=" + LIMIT.toMillis() + "ms");
        client = new Client(Apps.port(app));
        seen = app.getBean(Library.Seen.class).all;
    }

    @AfterAll
    void stop() {
        client.close();
        app.close();
    }

    @BeforeEach
    void forget() {
        seen.clear();
    }

    // ---- items in entities

    @Test
    void writesTheItemsOfAnEntityAfterItsHead() throws Exception {
        for (String path : List.of("/generator/2", "/asyncgenerator/2", "/asyncstream/2", "/any/2")) {
            HttpResponse<String> lines = client.get(path, NDJSON);
            assertThat(lines.statusCode()).as(path).isEqualTo(202);
            assertThat(lines.headers().allValues("Shelf")).as(path).containsExactly("a", "b");
            assertThat(type(lines)).as(path).startsWith("application/x-ndjson");
            assertThat(lines.body()).as(path).isEqualTo(BOOKS);
        }
        HttpResponse<String> events = client.get("/generator/1", EVENTS);
        assertThat(events.statusCode()).isEqualTo(202);
        assertThat(events.headers().allValues("Shelf")).containsExactly("a", "b");
        assertThat(type(events)).startsWith("text/event-stream");
        assertThat(events.body()).isEqualTo("data:{\"id\":1,\"title\":\"Book 1\"}\n\n");
        assertThat(client.get("/generator/2").body()).as("without a wish").isEqualTo(BOOKS);
    }

    @Test
    void writesTheItemsOfAnEntityWithoutAStatus() throws Exception {
        HttpResponse<String> response = client.get("/plainentity/2", NDJSON);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Shelf")).containsExactly("a");
        assertThat(response.body()).isEqualTo(BOOKS);
    }

    @Test
    void leavesOtherEntitiesToSpring() throws Exception {
        HttpResponse<String> response = client.get("/any/0");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(type(response)).startsWith("application/json");
        assertThat(response.body()).isEqualTo("{\"id\":0,\"title\":\"none\"}");
    }

    @Test
    void answersAnEntityWithoutItems() throws Exception {
        HttpResponse<String> empty = client.get("/generator/0", NDJSON);
        assertThat(empty.statusCode()).isEqualTo(202);
        assertThat(empty.headers().allValues("Shelf")).containsExactly("a", "b");
        assertThat(type(empty)).startsWith("application/x-ndjson");
        assertThat(empty.body()).isEmpty();
        for (String path : List.of("/missing", "/entity-of-task/missing")) {
            HttpResponse<String> missing = client.get(path, NDJSON);
            assertThat(missing.statusCode()).as(path).isEqualTo(404);
            assertThat(missing.headers().allValues("Shelf")).as(path).containsExactly("none");
            assertThat(missing.body()).as(path).isEmpty();
        }
    }

    @Test
    void addsToTheHeaderThatSaysWhatAResponseVariesBy() throws Exception {
        HttpResponse<String> response = client.get("/generator/1", "Accept", "application/x-ndjson", "Origin",
                "http://elsewhere.example");
        assertThat(response.headers().allValues("Vary")).contains("Origin", "Shelf");
    }

    @Test
    void takesTheContentTypeOfAnEntity() throws Exception {
        for (HttpResponse<String> response : List.of(client.get("/events"), client.get("/events", NDJSON))) {
            assertThat(type(response)).isEqualTo("text/event-stream;charset=UTF-8");
            assertThat(response.body()).isEqualTo("data:{\"id\":1,\"title\":\"Book 1\"}\n\n");
        }
    }

    @Test
    void refusesAContentTypeInWhichItCannotWriteItems() throws Exception {
        try (Log log = new Log()) {
            assertThat(client.get("/pdf").statusCode()).isEqualTo(500);
            assertThat(log.with("the response to GET /pdf has items, which are sent as application/x-ndjson or "
                    + "text/event-stream (its entity says application/pdf): say one of these, or none to send what the "
                    + "client likes")).isNotEmpty();
        }
        assertThat(seen).containsExactly("pdf: cleaned up");
    }

    @Test
    void answersAFailureBeforeTheFirstItemAsIfThereHadBeenNoEntity() throws Exception {
        HttpResponse<String> lost = client.get("/first-lost", "Accept", "application/x-ndjson, application/json;q=0.5");
        assertThat(lost.statusCode()).isEqualTo(410);
        assertThat(lost.headers().allValues("Shelf")).isEmpty();
        assertThat(lost.body()).isEqualTo("{\"id\":-1,\"title\":\"no first\"}");
        HttpResponse<String> torn = client.get("/first-torn");
        assertThat(torn.statusCode()).isEqualTo(200);
        assertThat(torn.headers().allValues("Shelf")).isEmpty();
        assertThat(torn.body()).isEqualTo("{\"id\":-2,\"title\":\"torn\"}");
    }

    @Test
    void breaksOffAnEntityWhoseItemsFail() throws Exception {
        try (Log log = new Log(); Client.Raw response = client.open("/third-lost", NDJSON)) {
            String rest = response.rest();
            assertThat(rest).contains("HTTP/1.1 202").contains("Book 2").doesNotContain("no third")
                    .doesNotContain("\n0\n");
            until("it is reported", () -> !log.with("no third").isEmpty());
            assertThat(log.with("no third")).singleElement().asString()
                    .contains("the response to GET /third-lost broke off after 2 items");
        }
    }

    @Test
    void closesTheGeneratorOfAnEntityWhoseClientHangsUp() throws Exception {
        try (Log log = new Log()) {
            try (Client.Raw response = client.open("/begun", NDJSON)) {
                response.lineWith("first");
                Thread.sleep(LIMIT.plusMillis(200)); // other requests may not take that long
                assertThat(seen).isEmpty();
            }
            until("the generator was closed", () -> seen.contains("begun: cleaned up"));
            assertThat(seen).containsExactly("begun: task ended", "begun: cleaned up");
            client.get("/text");
            assertThat(log.with("begun")).isEmpty();
        }
    }

    @Test
    void closesAGeneratorThatIsNotAcceptable() throws Exception {
        assertThat(client.get("/begun", PDF).statusCode()).isEqualTo(406);
        assertThat(seen).containsExactly("begun: cleaned up");
        assertThat(client.get("/endless", PDF).statusCode()).isEqualTo(406);
        assertThat(seen).containsExactly("begun: cleaned up", "endless: cleaned up");
    }

    @Test
    void leavesNothingBehindWhereTheServerCannotWait() throws Exception {
        assertThat(client.get("/old/begun", NDJSON).statusCode()).isEqualTo(500);
        assertThat(seen).containsExactly("old: cleaned up");
        assertThat(client.get("/old/task").statusCode()).isEqualTo(500);
        until("the task was cancelled", () -> seen.size() == 3);
        assertThat(seen.get(2)).isEqualTo("endless: cancelled: the request cannot wait for it (uri=/old/task)");
    }

    // ---- items without a body

    @Test
    void answersAHeadRequestWithoutTakingItems() throws Exception {
        HttpResponse<String> response = client.head("/generator/2", NDJSON);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().allValues("Shelf")).containsExactly("a", "b");
        assertThat(type(response)).startsWith("application/x-ndjson");
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
        assertThat(seen).as("the body").isEmpty();
        HttpResponse<String> endless = client.head("/endless", EVENTS);
        assertThat(endless.statusCode()).isEqualTo(200);
        assertThat(type(endless)).startsWith("text/event-stream");
        assertThat(client.head("/generator/2", PDF).statusCode()).isEqualTo(406);
        until("the generator was closed", () -> seen.equals(List.of("endless: cleaned up")));
    }

    @Test
    void takesNoItemsWhereTheStatusAllowsNone() throws Exception {
        assertThat(client.get("/no-content", NDJSON).statusCode()).isEqualTo(204);
        until("the generator was closed", () -> seen.equals(List.of("no content: cleaned up")));
    }

    @Test
    void answersNullWithNothing() throws Exception {
        for (String path : List.of("/null/generator", "/null/entity", "/null/task", "/task-of-generator/null")) {
            HttpResponse<String> response = client.get(path, NDJSON);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body()).as(path).isEmpty();
        }
    }

    // ---- items out of tasks

    @Test
    void writesTheItemsThatATaskEndsWith() throws Exception {
        for (String path : List.of("/task-of-generator/2", "/task-of-entity-of-generator/2",
                "/entity-of-task-of-generator/2")) {
            boolean entity = path.contains("entity");
            HttpResponse<String> response = client.get(path, NDJSON);
            assertThat(response.statusCode()).as(path).isEqualTo(entity ? 202 : 200);
            assertThat(response.headers().allValues("Shelf")).as(path).hasSize(entity ? 2 : 0);
            assertThat(type(response)).as(path).startsWith("application/x-ndjson");
            assertThat(response.body()).as(path).isEqualTo(BOOKS);
        }
    }

    @Test
    void closesAGeneratorOutOfATaskWhoseClientHangsUp() throws Exception {
        try (Client.Raw response = client.open("/task-of-generator/begun", NDJSON)) {
            response.lineWith("first");
            Thread.sleep(LIMIT.plusMillis(200)); // its task may not take that long
            assertThat(seen).isEmpty();
        }
        until("the generator was closed", () -> seen.contains("task: cleaned up"));
    }

    @Test
    void closesAGeneratorOutOfATaskThatIsNotAcceptable() throws Exception {
        assertThat(client.get("/task-of-generator/begun", PDF).statusCode()).isEqualTo(406);
        assertThat(client.get("/task-of-entity-of-generator/begun", PDF).statusCode()).isEqualTo(406);
        until("both were closed",
                () -> seen.containsAll(List.of("task: cleaned up", "task of entity: cleaned up")));
    }

    @Test
    void closesAGeneratorThatComesWhenTheRequestHasTakenTooLong() throws Exception {
        assertThat(client.get("/task-of-generator/late", NDJSON).statusCode()).isEqualTo(503);
        until("the generator was closed", () -> seen.equals(List.of("late: cancelled", "late: cleaned up")));
    }

    @Test
    void closesAGeneratorThatIsStoppedOnItsWayToTheResponse() throws Exception {
        assertThat(client.get("/gate/task-of-generator", NDJSON).statusCode()).isEqualTo(403);
        until("the generator was closed", () -> seen.equals(List.of("gate: cleaned up")));
    }

    // ---- tasks

    @Test
    void answersWithTheEntityOfATaskAndTheTaskOfAnEntity() throws Exception {
        for (String path : List.of("/task-of-entity/7", "/entity-of-task/7")) {
            HttpResponse<String> response = client.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(201);
            assertThat(response.headers().firstValue("Location")).as(path).contains("/books/7");
            assertThat(response.body()).as(path).isEqualTo("{\"id\":7,\"title\":\"Book 7\"}");
        }
        assertThat(client.get("/entity-of-task/any").body()).isEqualTo("{\"id\":1,\"title\":\"any\"}");
        HttpResponse<String> plain = client.get("/entity-of-task/plain");
        assertThat(plain.statusCode()).isEqualTo(202);
        assertThat(plain.headers().allValues("Shelf")).containsExactly("a");
        assertThat(plain.body()).isEqualTo("{\"id\":1,\"title\":\"plain\"}");
        HttpResponse<String> nothing = client.get("/entity-of-task/null");
        assertThat(nothing.statusCode()).isEqualTo(201);
        assertThat(nothing.body()).isEmpty();
    }

    @Test
    void sendsNoBodyThatTheClientKnows() throws Exception {
        HttpResponse<String> response = client.get("/entity-of-task/known");
        assertThat(response.headers().firstValue("ETag")).contains("\"v1\"");
        assertThat(client.get("/entity-of-task/known", "If-None-Match", "\"v1\"").statusCode()).isEqualTo(304);
    }

    @Test
    void answersAFailedTaskAsIfThereHadBeenNoEntity() throws Exception {
        HttpResponse<String> lost = client.get("/entity-of-task/lost");
        assertThat(lost.statusCode()).isEqualTo(410);
        assertThat(lost.headers().firstValue("Location")).isEmpty();
        assertThat(lost.body()).isEqualTo("{\"id\":-1,\"title\":\"lost\"}");
        HttpResponse<String> torn = client.get("/entity-of-task/torn");
        assertThat(torn.statusCode()).isEqualTo(200);
        assertThat(torn.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void cancelsTheTaskOfAnEntity() throws Exception {
        assertThat(client.get("/entity-of-task/endless").statusCode()).isEqualTo(503);
        until("the task was cancelled by the time limit", () -> seen.size() == 2);
        assertThat(seen).containsExactly("endless: began",
                "endless: cancelled: the request took too long (uri=/entity-of-task/endless)");
        seen.clear();
        try (Client.Raw response = client.open("/entity-of-task/endless")) {
            until("the task runs", () -> seen.contains("endless: began"));
        }
        until("the task was cancelled by the watch", () -> seen.size() == 2);
        assertThat(seen.get(1)).startsWith("endless: cancelled: the client is gone");
    }

    @Test
    void answersTasksWithoutAValue() throws Exception {
        HttpResponse<String> response = client.get("/void");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(client.get("/void/no-content").statusCode()).isEqualTo(204);
        assertThat(seen).containsExactly("void", "void");
    }

    @Test
    void keepsTheStatusOfTheMethod() throws Exception {
        assertThat(client.get("/created-task").statusCode()).isEqualTo(201);
        HttpResponse<String> response = client.get("/created/2", NDJSON);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo(BOOKS);
    }

    @Test
    void answersATaskAsTheClientLikes() throws Exception {
        assertThat(client.get("/text", "Accept", "text/plain").body()).isEqualTo("as text");
        assertThat(client.get("/text", "Accept", "application/json").body())
                .isEqualTo("{\"id\":1,\"title\":\"as json\"}");
        assertThat(client.get("/created-task", PDF).statusCode()).isEqualTo(406);
    }

    @Test
    void refusesATaskOrAGeneratorOfAnExceptionHandler() throws Exception {
        String rule = ": an exception handler answers at once, tasks and generators are for controllers (it returned a ";
        try (Log log = new Log()) {
            HttpResponse<String> task = client.get("/stale/task");
            assertThat(task.statusCode()).isEqualTo(500);
            assertThat(task.body()).contains("Internal Server Error");
            assertThat(log.with("GET /stale/task" + rule)).singleElement().asString()
                    .contains("): wait for it, and return what comes of it");
            assertThat(client.get("/stale/entity").statusCode()).isEqualTo(500);
            assertThat(log.with("GET /stale/entity" + rule + "dev.footbridge.stream.Generator")).hasSize(1);
        }
        until("the generator was closed", () -> seen.contains("stale: cleaned up"));
        until("the task was cancelled", () -> seen
                .contains("endless: cancelled: there is no response that would wait for it (uri=/stale/task)"));
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("none");
    }
}
