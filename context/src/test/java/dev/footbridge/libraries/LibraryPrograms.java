package dev.footbridge.libraries;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import io.micrometer.context.ContextRegistry;
import java.util.concurrent.Callable;
import org.slf4j.MDC;

/**
 * Programs that run with or without the libraries, whose classes they touch only if told to. In a package that no module
 * has, so that they are found on the class path beside a module path.
 */
public final class LibraryPrograms {

    private LibraryPrograms() {}

    public static void main(String[] args) {
        for (String library : args) {
            switch (library) {
                case "none" -> System.out.println("job: " + onAPool(() -> "done"));
                case "slf4j" -> Slf4j.run();
                case "micrometer" -> Micrometer.run();
                default -> throw new IllegalArgumentException(library);
            }
        }
    }

    private static String onAPool(Callable<String> job) {
        try (ThreadPool pool = ThreadPool.open(); EventLoop loop = EventLoop.open()) {
            return pool.call(() -> loop.start(job).result());
        }
    }

    private static final class Slf4j {
        static void run() {
            MDC.put("user", "ada");
            System.out.println("MDC: " + onAPool(() -> String.valueOf(MDC.get("user"))));
        }
    }

    private static final class Micrometer {

        private static final ThreadLocal<String> USER = new ThreadLocal<>();

        static void run() {
            ContextRegistry.getInstance().registerThreadLocalAccessor("user", USER);
            USER.set("ada");
            System.out.println("accessor: " + onAPool(() -> String.valueOf(USER.get())));
        }
    }
}
