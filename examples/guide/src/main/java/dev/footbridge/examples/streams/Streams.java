package dev.footbridge.examples.streams;

import static dev.footbridge.Async.sleep;

import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** What can one do with a stream that is a value? */
public final class Streams {

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    private Streams() {}

    private static String title(String isbn) {
        MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        sleep(Duration.ofMillis(20));
        RUNNING.decrementAndGet();
        return "title " + isbn;
    }

    /** Runs some streams. */
    public static void main(String[] args) {
        // @start region="operators"
        AsyncStream<String> titles = AsyncStream.of("1", "2", "3", "4", "5", "6", "7", "8")
                .map(4, isbn -> title(isbn)) // four at a time, results in order
                .filter(title -> !title.endsWith("3"))
                .timeout(Duration.ofSeconds(10)); // for each item

        IO.println(titles.toList() + ", at most " + MOST.get() + " at once");
        IO.println(titles.chunks(3).toList()); // runs anew: a stream is a value
        // @end
        // @start region="ends"
        Optional<String> first = titles.first(); // stops the rest
        long count = titles.count();
        try (Generator<String> each = titles.open()) { // for loops
            IO.println(first.orElseThrow() + ", " + count + ", " + each.next());
        }
        // @end
        // @start region="sources"
        AsyncStream<Integer> numbers = AsyncStream.generate(out -> {
            for (int n = 1; n <= 3; n++) {
                out.emit(n);
            }
        });
        AsyncStream<String> letters = AsyncStream.fromIterable(List.of("a", "b", "c"));
        IO.println(AsyncStream.zip(letters, numbers, (letter, number) -> letter + number).toList());
        IO.println(AsyncStream.concat(letters, AsyncStream.of("z")).toList());
        // @end
        // @start region="publisher"
        Flow.Publisher<String> published = letters.toPublisher(); // to Reactor, RxJava, the JDK's HTTP client
        List<String> back = AsyncStream.fromPublisher(published).toList(); // and from them
        // @end
        IO.println(back);
        // @start region="retry"
        AtomicInteger attempts = new AtomicInteger();
        AsyncStream<String> flaky = AsyncStream.generate(out -> {
            out.emit("a");
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("the connection was reset");
            }
            out.emit("b");
        });
        IO.println(flaky.retry(3, Duration.ofMillis(10)).toList() + " after " + attempts + " attempts");
        try {
            attempts.set(0);
            IO.println(flaky.toList());
        } catch (Exception e) { // the body's own exception
            IO.println(e);
        }
        // @end
    }
}
