package dev.footbridge.cli.server;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Answers each request with its page, at once or when the page's delay is over; one timer thread serves all. */
final class DelayedAnswers implements AsyncServerRequestHandler<Message<HttpRequest, Void>>, AutoCloseable {

    private final Pages pages;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("delays").factory());

    DelayedAnswers(Pages pages) {
        this.pages = pages;
    }

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(HttpRequest request, EntityDetails body,
            HttpContext context) {
        return new BasicRequestConsumer<>(DiscardingEntityConsumer::new);
    }

    @Override
    public void handle(Message<HttpRequest, Void> request, ResponseTrigger answer, HttpContext context)
            throws HttpException, IOException {
        Page page = pages.answer(request.getHead().getRequestUri().toString());
        if (page.delay().isZero()) {
            answer.submitResponse(page.response(), context);
        } else {
            var _ = timer.schedule(() -> send(page, answer, context), page.delay().toNanos(),
                    TimeUnit.NANOSECONDS);
        }
    }

    private static void send(Page page, ResponseTrigger answer, HttpContext context) {
        try {
            answer.submitResponse(page.response(), context);
        } catch (HttpException | IOException | RuntimeException e) {
            // The client has gone meanwhile: there is nobody left to tell.
            return;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
