package dev.footbridge.cli.isbn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Ran;
import dev.footbridge.cli.server.LoopbackServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IsbnCommandTest {

    @TempDir
    private Path folder;

    @Test
    void runsTheFourVersions() {
        JsonNode result = run("--books", 3, "--latency", "20ms");
        assertThat(result.path("books").intValue()).isEqualTo(3);
        assertThat(result.path("latencySeconds").doubleValue()).isEqualTo(0.02);
        assertThat(names(result)).containsExactly("serial", "awaited-one-by-one", "two-awaits", "gathered");
        for (JsonNode row : result.path("rows")) {
            int inARow = row.path("name").stringValue().equals("gathered") ? 1 : 3;
            assertThat(row.path("wallSeconds").doubleValue()).isGreaterThanOrEqualTo(0.02 * inARow);
            assertThat(row.path("overIdeal").doubleValue()).isGreaterThanOrEqualTo(inARow);
        }
    }

    @Test
    void runsOnlyTheVersionsAskedFor() {
        assertThat(names(run("--books", 200, "--latency", "20ms", "--only", "gathered"))).containsExactly("gathered");
    }

    @Test
    void leavesOutWhatWouldTakeMinutes() {
        Path json = folder.resolve("isbn.json");
        Ran ran = Ran.with("isbn", "--books", 700, "--latency", "100ms", "--json", json).isFine();
        assertThat(ran.out()).contains("Left out: serial, which would take 70 s; ask for it with --only.");
        assertThat(names(JsonMapper.shared().readTree(json))).containsExactly("gathered");
    }

    @Test
    void asksAServiceOfTheUser() throws Exception {
        try (LoopbackServer server = LoopbackServer.open()) {
            String host = "http://127.0.0.1:" + server.port();
            JsonNode result = run("--books", 15, "--url", host + "/books?delay=10&q=isbn:{isbn}");
            assertThat(result.path("latencySeconds").doubleValue()).isGreaterThanOrEqualTo(0.01);
            assertThat(names(result)).hasSize(4);
        }
    }

    @Test
    void refusesAServiceThatIsNone() throws Exception {
        try (LoopbackServer server = LoopbackServer.open()) {
            String host = "http://127.0.0.1:" + server.port();
            Ran.with("isbn", "--url", host + "/status/500?{isbn}")
                    .isRefusedWith("answered with status 500 and not 200");
            Ran.with("isbn", "--url", host + "/bytes/10?{isbn}").isRefusedWith("is not the JSON of a book list");
            Ran.with("isbn", "--url", host + "/books?q=title:{isbn}").isRefusedWith("that there is no such book");
        }
    }

    private JsonNode run(Object... options) {
        Path json = folder.resolve("isbn.json");
        Object[] words = new Object[options.length + 3];
        System.arraycopy(options, 0, words, 3, options.length);
        words[0] = "isbn";
        words[1] = "--json";
        words[2] = json;
        assertThat(Ran.with(words).isFine().out()).contains("gathered", "ideal", "Measured:");
        return JsonMapper.shared().readTree(json);
    }

    private static List<String> names(JsonNode result) {
        return StreamSupport.stream(result.path("rows").spliterator(), false)
                .map(row -> row.path("name").stringValue()).toList();
    }
}
