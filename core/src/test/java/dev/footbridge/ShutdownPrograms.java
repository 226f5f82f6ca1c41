package dev.footbridge;

import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Programs that {@link ShutdownTest} runs in a JVM of their own, to see how that ends. */
final class ShutdownPrograms {

    private static final Duration LONG = Duration.ofSeconds(60);

    private ShutdownPrograms() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "exit" -> {
                startWorkThatCleansUp();
                System.exit(3);
            }
            case "end" -> startWorkThatCleansUp();
            case "wait-for-signal" -> {
                startWorkThatCleansUp();
                say("ready");
                Thread.sleep(LONG);
            }
            case "exit-inside" -> Async.block((AsyncCallable<Object>) () -> {
                System.exit(4);
                return null;
            });
            case "blocked-caller" -> blockedCaller();
            case "use-in-hook" -> useInHook();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void startWorkThatCleansUp() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(2);
        for (String name : new String[]{"coroutine", "thread"}) {
            BlockingAction work = () -> {
                try {
                    began.countDown();
                    Async.sleep(LONG);
                    say("never");
                } finally {
                    Async.shielded(() -> {
                        Async.sleep(Duration.ofMillis(20));
                        say(name + " cleaned up");
                        return null;
                    });
                }
            };
            if (name.equals("coroutine")) {
                Async.start(work);
            } else {
                Async.run(work);
            }
        }
        began.await();
    }

    private static void blockedCaller() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                Async.block((AsyncCallable<Object>) () -> {
                    began.countDown();
                    return new CompletableFuture<>();
                });
            } catch (CancelledException cancelled) {
                say("the caller was told: " + cancelled.reason());
            }
        });
        began.await();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> attempt("join", () -> caller.join())));
        System.exit(0);
    }

    private static void useInHook() throws InterruptedException {
        Async.start(() -> 1).result();
        EventLoop app = Async.getEventLoop();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (!app.isClosed()) {
                Thread.onSpinWait();
            }
            attempt("start", () -> Async.start(() -> 1).result());
            attempt("block", () -> Async.block((AsyncCallable<Integer>) () -> CompletableFuture.completedFuture(1)));
            attempt("background", () -> Async.getThreadPool().call(() -> 1));
            attempt("held loop", () -> app.call(() -> 1));
            try (EventLoop own = EventLoop.open()) {
                say("own loop: " + own.call(() -> own.start(() -> "works").result()));
            }
            attempt("plain wait", () -> {
                Async.sleep(Duration.ofMillis(1));
                say("plain wait works");
            });
        }));
    }

    private static void attempt(String what, BlockingAction use) {
        try {
            use.run();
        } catch (Throwable refused) {
            say(what + ": " + refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }
}
