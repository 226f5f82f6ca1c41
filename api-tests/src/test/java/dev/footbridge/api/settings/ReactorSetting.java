package dev.footbridge.api.settings;

import dev.footbridge.stream.AsyncStream;
import reactor.core.publisher.Flux; // for the snippet
import reactor.core.publisher.Mono;

/** Reactive repositories, and a web client. */
public class ReactorSetting extends Setting {

    protected Orders orders;
    protected WebClient client;
    protected AsyncStream<Row> stream;

    public interface Orders {
        Mono<Order> findById(long id);
    }

    public interface WebClient {
        WebClient get();

        WebClient retrieve();

        <T> Mono<T> bodyToMono(Class<T> type);
    }
}
