package dev.footbridge.spring.entities;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.entities.Library.Book;
import dev.footbridge.spring.entities.Library.Lost;
import dev.footbridge.spring.entities.Library.Seen;
import dev.footbridge.spring.entities.Library.Stale;
import dev.footbridge.spring.entities.Library.Torn;
import dev.footbridge.stream.Generator;
import dev.footbridge.sync.AsyncEvent;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks, and what comes out of them. */
@RestController
class Loans {

    private final EventLoop loop;
    private final Shelves shelves;
    private final Seen seen;

    Loans(EventLoop loop, Shelves shelves, Seen seen) {
        this.loop = loop;
        this.shelves = shelves;
        this.seen = seen;
    }

    // ---- values

    @GetMapping("/task-of-entity/{id}")
    Task<ResponseEntity<Book>> taskOfEntity(@PathVariable int id) {
        return loop.start(() -> created(id).body(new Book(id, "Book " + id)));
    }

    @GetMapping("/entity-of-task/{id}")
    ResponseEntity<Task<Book>> entityOfTask(@PathVariable int id) {
        return created(id).body(loop.start(() -> {
            Async.sleep(Duration.ofMillis(10));
            return new Book(id, "Book " + id);
        }));
    }

    @GetMapping("/entity-of-task/plain")
    @ResponseStatus(HttpStatus.ACCEPTED)
    HttpEntity<Task<Book>> plainEntityOfTask() {
        HttpHeaders headers = new HttpHeaders();
        headers.add("Shelf", "a");
        return new HttpEntity<>(loop.start(() -> new Book(1, "plain")), headers);
    }

    @GetMapping("/entity-of-task/any")
    ResponseEntity<?> anyEntityOfTask() {
        return created(1).body(loop.start(() -> new Book(1, "any")));
    }

    @GetMapping("/entity-of-task/null")
    ResponseEntity<Task<Book>> entityOfNull() {
        return created(0).body(loop.start(() -> (Book) null));
    }

    @GetMapping("/entity-of-task/missing")
    ResponseEntity<Task<Book>> entityWithoutATask() {
        return ResponseEntity.notFound().header("Shelf", "none").build();
    }

    @GetMapping("/entity-of-task/known")
    ResponseEntity<Task<Book>> known() {
        return ResponseEntity.ok().eTag("v1").body(loop.start(() -> new Book(1, "known")));
    }

    @GetMapping("/entity-of-task/lost")
    ResponseEntity<Task<Book>> lost() {
        return created(1).body(loop.start(() -> {
            throw new Lost("lost");
        }));
    }

    @GetMapping("/entity-of-task/torn")
    ResponseEntity<Task<Book>> torn() {
        return created(1).body(loop.start(() -> {
            throw new Torn("torn");
        }));
    }

    @GetMapping("/entity-of-task/endless")
    ResponseEntity<Task<Book>> endlessEntity() {
        return created(1).body(endless(AsyncEvent.create()));
    }

    @GetMapping("/old/task")
    Task<Book> beforeAnOldFilter() {
        return begun();
    }

    @GetMapping("/void")
    Task<Void> nothing() {
        return loop.start(() -> seen.add("void"));
    }

    @GetMapping("/void/no-content")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Task<Void> noContent() {
        return loop.start(() -> seen.add("void"));
    }

    @GetMapping("/created-task")
    @ResponseStatus(HttpStatus.CREATED)
    Task<Book> createdTask() {
        return loop.start(() -> new Book(1, "Book 1"));
    }

    @GetMapping("/null/task")
    @Nullable
    Task<Book> noTask() {
        return null;
    }

    @GetMapping(path = "/text", produces = MediaType.TEXT_PLAIN_VALUE)
    Task<String> text() {
        return loop.start(() -> "as text");
    }

    @GetMapping(path = "/text", produces = MediaType.APPLICATION_JSON_VALUE)
    Task<Book> json() {
        return loop.start(() -> new Book(1, "as json"));
    }

    // ---- failures, whose handlers return what they should not

    @GetMapping("/stale/task")
    String staleTask() {
        throw new Stale(begun());
    }

    @GetMapping("/stale/entity")
    String staleEntity() {
        throw new Stale(ResponseEntity.ok(shelves.begun("stale")));
    }

    // ---- items

    @GetMapping("/task-of-generator/{count}")
    Task<Generator<Book>> taskOfGenerator(@PathVariable int count) {
        return loop.start(() -> shelves.books(count));
    }

    @GetMapping("/task-of-generator/null")
    Task<Generator<Book>> taskOfNull() {
        return loop.start(() -> (Generator<Book>) null);
    }

    @GetMapping("/task-of-entity-of-generator/{count}")
    Task<ResponseEntity<Generator<Book>>> taskOfEntityOfGenerator(@PathVariable int count) {
        return loop.start(() -> Shelves.accepted().body(shelves.books(count)));
    }

    @GetMapping("/entity-of-task-of-generator/{count}")
    ResponseEntity<Task<Generator<Book>>> entityOfTaskOfGenerator(@PathVariable int count) {
        return Shelves.accepted().body(loop.start(() -> shelves.books(count)));
    }

    /** There after the server has looked for its client some times. */
    @GetMapping("/task-of-generator/begun")
    Task<Generator<Book>> taskOfBegun() {
        return loop.start(() -> {
            Async.sleep(Duration.ofMillis(200));
            return shelves.begun("task");
        });
    }

    @GetMapping("/task-of-entity-of-generator/begun")
    Task<ResponseEntity<Generator<Book>>> taskOfEntityOfBegun() {
        return loop.start(() -> Shelves.accepted().body(shelves.begun("task of entity")));
    }

    /** Does not let itself be cancelled. */
    @GetMapping("/task-of-generator/late")
    Task<Generator<Book>> late() {
        return loop.start(() -> {
            Generator<Book> books = shelves.begun("late");
            try {
                Async.sleep(Duration.ofDays(1));
            } catch (CancelledException ignored) {
                seen.add("late: cancelled");
            }
            return books;
        });
    }

    @GetMapping("/gate/task-of-generator")
    Task<Generator<Book>> beforeTheGate() {
        return loop.start(() -> shelves.begun("gate"));
    }

    /** An endless one that runs. */
    private Task<Book> begun() {
        AsyncEvent began = AsyncEvent.create();
        Task<Book> endless = endless(began);
        began.await();
        return endless;
    }

    private Task<Book> endless(AsyncEvent began) {
        return loop.start(() -> {
            try {
                seen.add("endless: began");
                began.set();
                Async.sleep(Duration.ofDays(1));
                return new Book(0, "late");
            } catch (CancelledException cancelled) {
                seen.add("endless: cancelled: " + cancelled.reason());
                throw cancelled;
            }
        });
    }

    private static ResponseEntity.BodyBuilder created(int id) {
        return ResponseEntity.created(URI.create("/books/" + id));
    }
}
