package dev.footbridge.examples.howto;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.start;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** How long does it take to look up ten books, in four versions of one program? */
public final class Isbn {

    private static final Books BOOKS = new Books();
    private static final List<String> ISBNS = Books.isbns();

    private Isbn() {}

    // @start region="serial-blocking"
    static List<String> serialBlocking() throws InterruptedException {
        List<String> titles = new ArrayList<>();
        for (String isbn : ISBNS) {
            titles.add(BOOKS.title(isbn)); // waits for each
        }
        return titles;
    }
    // @end

    // @start region="serial-async"
    static List<String> serialAsync() {
        List<String> titles = new ArrayList<>();
        for (String isbn : ISBNS) {
            titles.add(await(BOOKS.titleAsync(isbn))); // waits for each
        }
        return titles;
    }
    // @end

    // @start region="threads"
    static List<String> threads(ThreadPool pool) {
        List<Task<String>> titles = new ArrayList<>();
        for (String isbn : ISBNS) {
            titles.add(pool.start(() -> BOOKS.title(isbn))); // asks, and goes on
        }
        return gather(titles); // waits once, for all
    }
    // @end

    // @start region="gathered"
    static List<String> gathered() {
        List<Task<String>> titles = new ArrayList<>();
        for (String isbn : ISBNS) {
            titles.add(start(() -> BOOKS.titleAsync(isbn))); // asks, and goes on
        }
        return gather(titles); // waits once, for all
    }
    // @end

    static void report(String version, Callable<List<String>> program) throws Exception {
        long begin = System.nanoTime();
        List<String> titles = program.call();
        double seconds = (System.nanoTime() - begin) / 1e9;
        IO.println("%-15s  %d titles in %.1f s, at most %2d asked for at once".formatted(version, titles.size(),
                seconds, BOOKS.mostAtOnce()));
    }

    /** Runs all four. */
    public static void main(String[] args) throws Exception {
        // @start region="main"
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open()) {
            report("serial blocking", () -> serialBlocking());
            report("serial async", () -> loop.call(() -> serialAsync()));
            report("threads", () -> threads(pool));
            report("gathered", () -> loop.call(() -> gathered()));
        }
        // @end
    }
}
