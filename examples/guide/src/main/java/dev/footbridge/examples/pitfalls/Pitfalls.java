package dev.footbridge.examples.pitfalls;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;

import dev.footbridge.FailureHandler;
import dev.footbridge.Task;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** What do people stumble over, and what is right instead? */
public final class Pitfalls {

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final ContextKey<String> USER = ContextKey.of("user");
    private static final AsyncLock LOCK = AsyncLock.create();
    private static int balance;

    private Pitfalls() {}

    /** Falls into each pit once. */
    public static void main(String[] args) throws InterruptedException {
        EventLoop.run(() -> {
            lostUpdate();
            threadLocal();
            checked();
            return null;
        });
        forgotten();
        wrapped();
    }

    // @start region="lost"
    static void depositBadly(int amount) {
        int before = balance;
        sleep(SHORT); // others deposit meanwhile
        balance = before + amount;
    }

    static void deposit(int amount) {
        LOCK.locked(() -> { // an AsyncLock, not synchronized
            int before = balance;
            sleep(SHORT);
            balance = before + amount;
        });
    }
    // @end

    private static void lostUpdate() {
        gather(start(() -> depositBadly(5)), start(() -> depositBadly(7)));
        IO.println("badly: " + balance);
        balance = 0;
        gather(start(() -> deposit(5)), start(() -> deposit(7)));
        IO.println("locked: " + balance);
    }

    private static void threadLocal() {
        // @start region="thread-local"
        ThreadLocal<String> user = ThreadLocal.withInitial(() -> "nobody");
        user.set("Ada");
        Task<String> started = start(() -> user.get()); // perhaps on another thread
        sleep(SHORT);
        IO.println("ThreadLocal: " + await(started));
        try (var _ = USER.bind("Ada")) { // a ContextKey goes along
            Task<String> carried = start(() -> USER.get());
            IO.println("ContextKey: " + await(carried));
        }
        // @end
    }

    // @start region="checked"
    static String read() throws IOException {
        return Files.readString(Path.of("nowhere.txt"));
    }

    static void checked() {
        try {
            await(start(() -> read()));
        } catch (Exception e) { // catch (IOException e) does not compile: await declares nothing
            IO.println(e);
        }
    }
    // @end

    // @start region="forgotten"
    static void readAndForget(ThreadPool pool) {
        Task<?> _ = pool.start(() -> read()); // fails, and nobody asks
    }
    // @end

    private static void forgotten() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        // @start region="handler"
        FailureHandler handler = (task, failure) -> {
            IO.println("nobody looked at: " + failure);
            told.countDown();
        };
        try (ThreadPool pool = ThreadPool.open(o -> o.withName("files").withFailureHandler(handler))) {
            readAndForget(pool);
        }
        // @end
        while (told.getCount() > 0) {
            System.gc(); // the task is told of when it is garbage
            sleep(SHORT);
        }
    }

    private static void wrapped() {
        // @start region="wrapped"
        CompletionStage<String> stage = CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("no such book");
        });
        try {
            stage.toCompletableFuture().join(); // the JDK's way, which also keeps the thread
        } catch (CompletionException e) {
            IO.println("join: " + e.getClass().getSimpleName());
        }
        try {
            await(stage);
        } catch (IllegalStateException e) {
            IO.println("await: " + e.getClass().getSimpleName());
        }
        // @end
    }
}
