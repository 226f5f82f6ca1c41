package dev.footbridge.examples.bookshop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who visits the shop over HTTP. */
record Visitor(int port) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    static final List<String> WAYS = List.of("sequential", "threads", "footbridge");

    /** An answer. */
    record Answer(int status, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    Answer page(long order, String way) {
        return get("/orders/" + order + "/" + way);
    }

    Answer get(String path) {
        return answer(HttpRequest.newBuilder(at(path)).timeout(LIMIT).build());
    }

    Answer place(String customer, Map<String, Integer> books) {
        return post("/orders", JsonMapper.shared().writeValueAsString(Map.of("customer", customer, "lines",
                books.entrySet().stream().map(book -> Map.of("isbn", book.getKey(), "quantity", book.getValue()))
                        .toList())));
    }

    Answer post(String path, String body) {
        return answer(HttpRequest.newBuilder(at(path)).timeout(LIMIT).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(request + " was not answered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
