package dev.footbridge.examples.bookshop.isbn;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncResponseProducer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Answers each request when its book's time is over; one timer thread serves all. */
final class PriceAnswers implements AsyncServerRequestHandler<Message<HttpRequest, Void>>, AutoCloseable {

    private static final String BOOKS = "/books/";
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    final LongAdder received = new LongAdder();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("isbn-timer").factory());

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(HttpRequest request, EntityDetails body,
            HttpContext context) {
        return new BasicRequestConsumer<>(DiscardingEntityConsumer::new);
    }

    @Override
    public void handle(Message<HttpRequest, Void> request, ResponseTrigger answer, HttpContext context)
            throws HttpException, IOException {
        received.increment();
        String path = request.getHead().getPath();
        String isbn = path.startsWith(BOOKS) ? path.substring(BOOKS.length()) : "";
        if (!PriceList.isBook(isbn)) {
            answer.submitResponse(AsyncResponseBuilder.create(NOT_FOUND).build(), context);
            return;
        }
        var _ = timer.schedule(() -> send(isbn, answer, context), PriceList.latency(isbn).toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static void send(String isbn, ResponseTrigger answer, HttpContext context) {
        try {
            answer.submitResponse(response(isbn), context);
        } catch (HttpException | IOException | RuntimeException e) {
            // The shop has gone meanwhile: there is nobody left to tell.
            return;
        }
    }

    private static AsyncResponseProducer response(String isbn) {
        return isbn.startsWith(PriceList.BROKEN)
                ? AsyncResponseBuilder.create(UNAVAILABLE).build()
                : AsyncResponseBuilder.create(200).setEntity(
                        "{\"isbn\":\"" + isbn + "\",\"cents\":" + PriceList.cents(isbn) + "}",
                        ContentType.APPLICATION_JSON).build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
