package dev.footbridge.stream;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.loop.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts a cleanup that waits around bodies, and remembers what became of it. */
final class GeneratorCleanup {

    private final CompletableFuture<String> mayEnd;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final List<Optional<EventLoop>> loops = new CopyOnWriteArrayList<>();
    private final List<Boolean> flags = new CopyOnWriteArrayList<>();

    private GeneratorCleanup(CompletableFuture<String> mayEnd) {
        this.mayEnd = mayEnd;
    }

    /** One that waits a few times for a moment. */
    static GeneratorCleanup quick() {
        return new GeneratorCleanup(CompletableFuture.completedFuture("at once"));
    }

    /** One that waits until {@link #letEnd}. */
    static GeneratorCleanup held() {
        return new GeneratorCleanup(new CompletableFuture<>());
    }

    /** The body with this cleanup. */
    <T> GeneratorBody<T> of(GeneratorBody<T> body) {
        return out -> {
            try {
                body.run(out);
            } catch (CancelledException | InterruptedException stopped) {
                told.add(stopped);
                throw stopped;
            } finally {
                cleanUp();
            }
        };
    }

    private void cleanUp() {
        begun.incrementAndGet();
        flags.add(Thread.currentThread().isInterrupted());
        Async.sleep(GeneratorBodies.MOMENT);
        Async.yieldNow();
        Async.await(mayEnd);
        Async.sleep(GeneratorBodies.MOMENT);
        loops.add(Async.runningLoop());
        ended.incrementAndGet();
    }

    /** Lets it end, now or later. */
    void letEnd() {
        mayEnd.complete("let");
    }

    /** How often it began. */
    int begun() {
        return begun.get();
    }

    /** How often it came to its end. */
    int ended() {
        return ended.get();
    }

    /** By what the bodies were told to stop. */
    List<Throwable> told() {
        return told;
    }

    /** The loop that each ran on, or none. */
    List<Optional<EventLoop>> loops() {
        return loops;
    }

    /** Whether the thread's interrupt flag was set when each began. */
    List<Boolean> flags() {
        return flags;
    }
}
