package dev.footbridge.examples.streams;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.sleep;

import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.Generator;
import dev.footbridge.stream.GeneratorBody;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** How does a plain for loop go over what asynchronous code brings bit by bit? */
public final class Pages {

    private Pages() {}

    private static CompletionStage<String> fetch(int page) {
        return CompletableFuture.supplyAsync(() -> "page " + page);
    }

    // @start region="body"
    static final GeneratorBody<String> PAGES = out -> { // a coroutine
        IO.println("  connects");
        try {
            for (int n = 1;; n++) {
                String page = await(fetch(n));
                IO.println("  has " + page);
                out.emit(page); // goes on when the next one is asked for
            }
        } finally {
            sleep(Duration.ofMillis(10)); // cleanup may wait
            IO.println("  disconnects");
        }
    };
    // @end

    /** Loops, pulls, and answers. */
    public static void main(String[] args) {
        // @start region="loop"
        try (Generator<String> pages = Generator.open(PAGES)) {
            IO.println("nothing has happened yet");
            for (String page : pages) { // on any thread
                IO.println("reads " + page);
                if (page.equals("page 2")) {
                    break;
                }
            }
        } // ends the body, and waits for its cleanup
        IO.println("closed");
        // @end
        // @start region="average"
        try (AsyncGenerator<Double> average = AsyncGenerator.open(out -> {
            double sum = 0;
            double mean = 0;
            for (int n = 1;; n++) {
                sum += out.emit(mean, Double.class).orElseThrow(); // hands over a mean, waits for a number
                mean = sum / n;
            }
        })) {
            average.next(); // runs to the first emit
            IO.println(average.send(10.0).orElseThrow() + " " + average.send(20.0).orElseThrow());
        }
        // @end
        // @start region="stream"
        Generator<Integer> squares = Generator.open(o -> o.withPrefetch(16), out -> { // up to 16 ahead
            for (int n = 1;; n++) {
                out.emit(n * n);
            }
        });
        try (Stream<Integer> stream = squares.stream()) { // closes the generator, too
            IO.println(stream.filter(n -> n % 2 == 0).limit(4).toList());
        }
        // @end
    }
}
