package dev.footbridge.examples.howto;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Stands for a book service on the web: it takes its time, and counts how many wait for it at once. */
public final class Books {

    /** How long a reply takes. */
    public static final Duration LATENCY = Duration.ofMillis(150);

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** The numbers of some books. */
    public static List<String> isbns() {
        return IntStream.range(0, 10).mapToObj(n -> "978-0-00-%06d-0".formatted(n)).toList();
    }

    // @start region="blocking"
    /** Asks, and holds the thread until the reply is there. */
    public String title(String isbn) throws InterruptedException {
        begin();
        Thread.sleep(LATENCY); // the network
        return end(isbn);
    }
    // @end

    // @start region="async"
    /** Asks, and returns at once; the stage completes when the reply is there. */
    public CompletionStage<String> titleAsync(String isbn) {
        begin();
        return CompletableFuture.supplyAsync(() -> end(isbn),
                CompletableFuture.delayedExecutor(LATENCY.toMillis(), TimeUnit.MILLISECONDS));
    }
    // @end

    private void begin() {
        most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
    }

    private String end(String isbn) {
        waiting.decrementAndGet();
        return "Title of " + isbn;
    }

    /** The most that waited at once, since it was last asked. */
    public int mostAtOnce() {
        return most.getAndSet(0);
    }
}
