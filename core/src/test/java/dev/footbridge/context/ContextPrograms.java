package dev.footbridge.context;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Programs that run in JVMs of their own, some of them started by one another. */
final class ContextPrograms {

    private static final ContextKey<String> USER = ContextKey.of("user");

    private ContextPrograms() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "bridge" -> System.out.println(useTheBridge("child"));
            case "bridge-of-a-bridge" -> {
                System.out.println(useTheBridge("parent"));
                startFromACoroutine();
                System.out.println(useTheBridge("parent again"));
            }
            case "services" -> System.out.println("carried: " + seenByAJob());
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Everything once: calls, threads, timers, callbacks, all with context. */
    static String useTheBridge(String user) {
        return USER.call(user, () -> Async.block(() -> {
            CompletableFuture<String> timer = new CompletableFuture<>();
            Async.getEventLoop().callLater(Duration.ofMillis(1), () -> timer.complete(USER.get()));
            return Async.background(USER::get).result() + ", " + Async.await(timer) + ", "
                    + Async.start(USER::get).thenApply(value -> value + "/" + USER.get()).toCompletableFuture().join();
        }));
    }

    private static void startFromACoroutine() throws Exception {
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open()) {
            USER.call("of the parent's coroutine", () -> loop.call(() -> pool.call(() -> {
                Process child = new ProcessBuilder(command("bridge")).redirectErrorStream(true).start();
                List<String> output = child.inputReader().lines().toList();
                System.out.println("in the child, which ended with " + child.waitFor() + ": " + output);
                return 0;
            })));
        }
    }

    /** The command line of a program, in a JVM as this one. */
    static List<String> command(String program) {
        String classPath = System.getProperty("java.class.path");
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", classPath, ContextPrograms.class.getName(), program);
    }

    private static String seenByAJob() {
        Good.LOCAL.set("ada");
        Callable<String> look = () -> String.valueOf(Good.LOCAL.get());
        try (ThreadPool pool = ThreadPool.open()) {
            return pool.call(look);
        }
    }

    /** A carrier that works. */
    public static final class Good implements ContextCarrier<String> {

        static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

        @Override
        public String capture() {
            return LOCAL.get();
        }

        @Override
        public <T> T call(String state, Callable<T> code) throws Exception {
            LOCAL.set(state);
            try {
                return code.call();
            } finally {
                LOCAL.remove();
            }
        }
    }

    /** A carrier that cannot be made. */
    public static final class Broken implements ContextCarrier<String> {

        public Broken() {
            throw new IllegalStateException("broken on purpose");
        }

        @Override
        public String capture() {
            return "";
        }

        @Override
        public <T> T call(String state, Callable<T> code) throws Exception {
            return code.call();
        }
    }

    /** Stands for a class of an optional library, which the test leaves out. */
    public static class Library {

        String name() {
            return "library";
        }
    }

    /** A carrier that cannot be made without the library. */
    public static final class NeedsLibrary implements ContextCarrier<String> {

        private final Library library = new Library();

        @Override
        public String capture() {
            return library.name();
        }

        @Override
        public <T> T call(String state, Callable<T> code) throws Exception {
            return code.call();
        }
    }

    /** A carrier that cannot even be loaded without it. */
    public static final class ExtendsLibrary extends Library implements ContextCarrier<String> {

        @Override
        public String capture() {
            return name();
        }

        @Override
        public <T> T call(String state, Callable<T> code) throws Exception {
            return code.call();
        }
    }
}
