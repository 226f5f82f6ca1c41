package dev.footbridge.spring.entities;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.entities.Library.Book;
import dev.footbridge.spring.entities.Library.Lost;
import dev.footbridge.spring.entities.Library.Seen;
import dev.footbridge.spring.entities.Library.Torn;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Books one by one. */
@RestController
class Shelves {

    private final EventLoop loop;
    private final Seen seen;

    Shelves(EventLoop loop, Seen seen) {
        this.loop = loop;
        this.seen = seen;
    }

    // ---- in entities

    @CrossOrigin
    @GetMapping("/generator/{count}")
    ResponseEntity<Generator<Book>> generator(@PathVariable int count) {
        return accepted().body(books(count));
    }

    @GetMapping("/asyncgenerator/{count}")
    ResponseEntity<AsyncGenerator<Book>> asyncGenerator(@PathVariable int count) {
        return accepted().body(AsyncGenerator.open(out -> {
            for (int i = 1; i <= count; i++) {
                out.emit(new Book(i, "Book " + i));
            }
        }));
    }

    @GetMapping("/asyncstream/{count}")
    ResponseEntity<AsyncStream<Book>> asyncStream(@PathVariable int count) {
        return accepted().body(AsyncStream.fromStream(IntStream.rangeClosed(1, count).boxed())
                .map(i -> new Book(i, "Book " + i)));
    }

    /** As many controllers are declared. */
    @GetMapping("/any/{count}")
    ResponseEntity<?> any(@PathVariable int count) {
        return count > 0 ? accepted().body(books(count)) : accepted().body(new Book(0, "none"));
    }

    @GetMapping("/plainentity/{count}")
    HttpEntity<Generator<Book>> plainEntity(@PathVariable int count) {
        HttpHeaders headers = new HttpHeaders();
        headers.add("Shelf", "a");
        return new HttpEntity<>(books(count), headers);
    }

    @GetMapping("/events")
    ResponseEntity<Generator<Book>> events() {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/event-stream;charset=UTF-8"))
                .body(books(1));
    }

    @GetMapping("/pdf")
    ResponseEntity<Generator<Book>> pdf() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(begun("pdf"));
    }

    @GetMapping("/missing")
    ResponseEntity<Generator<Book>> missing() {
        return ResponseEntity.notFound().header("Shelf", "none").build();
    }

    @GetMapping("/first-lost")
    ResponseEntity<Generator<Book>> firstLost() {
        return accepted().body(Generator.open(out -> {
            throw new Lost("no first");
        }));
    }

    @GetMapping("/first-torn")
    ResponseEntity<Generator<Book>> firstTorn() {
        return accepted().body(Generator.open(out -> {
            throw new Torn("torn");
        }));
    }

    @GetMapping("/third-lost")
    ResponseEntity<Generator<Book>> thirdLost() {
        return accepted().body(Generator.open(out -> {
            out.emit(new Book(1, "Book 1"));
            out.emit(new Book(2, "Book 2"));
            throw new Lost("no third");
        }));
    }

    /** In the middle when it is returned. */
    @GetMapping("/begun")
    ResponseEntity<Generator<Book>> begun() {
        return accepted().body(begun("begun"));
    }

    @GetMapping("/old/begun")
    ResponseEntity<Generator<Book>> beforeAnOldFilter() {
        return accepted().body(begun("old"));
    }

    /** Has no first item. */
    @GetMapping("/silent")
    ResponseEntity<AsyncGenerator<Book>> silent() {
        return accepted().body(AsyncGenerator.open(out -> Async.sleep(Duration.ofDays(1))));
    }

    // ---- without entities

    @GetMapping("/endless")
    Generator<Book> endless() {
        return begun("endless");
    }

    @GetMapping("/no-content")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Generator<Book> noContent() {
        return begun("no content");
    }

    @GetMapping("/created/{count}")
    @ResponseStatus(HttpStatus.CREATED)
    Generator<Book> created(@PathVariable int count) {
        return books(count);
    }

    @GetMapping("/null/generator")
    @Nullable
    Generator<Book> noGenerator() {
        return null;
    }

    @GetMapping("/null/entity")
    @Nullable
    ResponseEntity<Generator<Book>> noEntity() {
        return null;
    }

    static ResponseEntity.BodyBuilder accepted() {
        return ResponseEntity.accepted().header("Shelf", "a", "b").header("Vary", "Shelf");
    }

    Generator<Book> books(int count) {
        return Generator.open(out -> {
            seen.add("books begun");
            for (int i = 1; i <= count; i++) {
                out.emit(new Book(i, "Book " + i));
            }
        });
    }

    /** Has its first item; after that it waits for a task that never ends. */
    Generator<Book> begun(String name) {
        Generator<Book> books = Generator.open(out -> {
            try {
                out.emit(new Book(1, "first"));
                loop.start(() -> {
                    try {
                        Async.sleep(Duration.ofDays(1));
                    } finally {
                        seen.add(name + ": task ended");
                    }
                }).result();
            } finally {
                seen.add(name + ": cleaned up");
            }
        });
        books.hasNext();
        return books;
    }
}
