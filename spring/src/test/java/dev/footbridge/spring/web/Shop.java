package dev.footbridge.spring.web;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** An application whose controllers return what the starter lets them. */
@SpringBootApplication(proxyBeanMethods = false)
class Shop {

    record Book(int id, String title) {}

    static final class SoldOut extends RuntimeException {
        private static final long serialVersionUID = 1;

        SoldOut(String message) {
            super(message);
        }
    }

    @RestControllerAdvice
    static class Errors {

        @ExceptionHandler
        @ResponseStatus(HttpStatus.GONE)
        Book soldOut(SoldOut failure) {
            return new Book(-1, failure.getMessage());
        }
    }

    @RestController
    static class Books {

        final EventLoop loop;
        final ThreadPool pool;
        final List<String> seen = new CopyOnWriteArrayList<>();
        final AtomicInteger pulled = new AtomicInteger();
        volatile AsyncEvent gate = AsyncEvent.create();

        Books(EventLoop loop, ThreadPool pool) {
            this.loop = loop;
            this.pool = pool;
        }

        @GetMapping("/plain")
        String plain() {
            return "plain on " + Thread.currentThread().getName();
        }

        @GetMapping("/task/{id}")
        Task<Book> task(@PathVariable int id) {
            return loop.start(() -> {
                Async.sleep(Duration.ofMillis(10));
                return new Book(id, "Book " + id);
            });
        }

        @GetMapping("/task/none")
        Task<Book> none() {
            return loop.start(() -> (Book) null);
        }

        @GetMapping("/task/failing")
        Task<Book> failing() {
            return pool.start(() -> {
                throw new SoldOut("none left");
            });
        }

        @GetMapping("/task/endless")
        Task<Book> endless() {
            return loop.start(() -> {
                seen.add("endless began");
                try {
                    Async.sleep(Duration.ofDays(1));
                    return new Book(0, "late");
                } catch (CancelledException cancelled) {
                    seen.add("endless cancelled: " + cancelled.reason());
                    throw cancelled;
                }
            });
        }

        @GetMapping("/task/slow")
        Task<Book> slow() {
            return loop.start(() -> {
                Async.sleep(Duration.ofMillis(350));
                return new Book(1, "slow");
            });
        }

        @GetMapping("/books/{count}")
        AsyncGenerator<Book> books(@PathVariable int count) {
            return AsyncGenerator.open(out -> {
                for (int i = 1; i <= count; i++) {
                    Async.sleep(Duration.ofMillis(1));
                    out.emit(new Book(i, "Book " + i));
                }
            });
        }

        @GetMapping("/blocking/{count}")
        Generator<Book> blocking(@PathVariable int count) {
            return Generator.open(o -> o.withLevel(pool), out -> {
                for (int i = 1; i <= count; i++) {
                    out.emit(new Book(i, "Book " + i));
                }
            });
        }

        @GetMapping("/stream/{count}")
        AsyncStream<Book> stream(@PathVariable int count) {
            return AsyncStream.fromStream(IntStream.rangeClosed(1, count).boxed())
                    .map(i -> new Book(i, "Book " + i));
        }

        @GetMapping("/first-fails")
        Generator<Book> firstFails() {
            return Generator.open(out -> {
                throw new SoldOut("no first");
            });
        }

        @GetMapping("/third-fails")
        Generator<Book> thirdFails() {
            return Generator.open(out -> {
                out.emit(new Book(1, "Book 1"));
                out.emit(new Book(2, "Book 2"));
                throw new SoldOut("no third");
            });
        }

        /** Big items as fast as they are pulled. */
        @GetMapping("/big")
        Generator<Book> big() {
            String text = "x".repeat(10_000);
            return Generator.open(out -> {
                try {
                    for (int i = 1; i <= 100_000; i++) {
                        pulled.incrementAndGet();
                        out.emit(new Book(i, text));
                    }
                } finally {
                    seen.add("big cleaned up");
                }
            });
        }

        /** One item, and then none until the gate opens. */
        @GetMapping("/waiting")
        AsyncGenerator<Book> waiting() {
            return AsyncGenerator.open(out -> {
                try {
                    out.emit(new Book(1, "first"));
                    gate.await();
                    out.emit(new Book(2, "second"));
                    Async.sleep(Duration.ofDays(1));
                } finally {
                    seen.add("waiting cleaned up");
                }
            });
        }
    }
}
