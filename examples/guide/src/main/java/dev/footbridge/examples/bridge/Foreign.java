package dev.footbridge.examples.bridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.run;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How do coroutines live on somebody else's event loop? */
public final class Foreign {

    private static String shown = "";

    private Foreign() {}

    private static void show(String text) {
        shown = text + " on " + Thread.currentThread().getName();
    }

    private static void refused(String message) {
        IO.println("the dispatch thread " + message.substring(message.indexOf(" must ") + 1)); // without its number
    }

    /** Uses an executor of one thread in the place of a window's, or of a network library's loop. */
    public static void main(String[] args) throws Exception {
        try (ExecutorService dispatch = Executors.newSingleThreadExecutor(job -> new Thread(job, "dispatch"))) {
            // @start region="foreign"
            EventLoop window = EventLoop.on(dispatch, o -> o.withName("window")); // such as SwingUtilities::invokeLater
            Task<?> task = window.start(() -> {
                String title = await(run(() -> "Title")); // the foreign loop goes on meanwhile
                window.atomically(() -> show(title)); // on the foreign thread itself
            });
            task.result();
            // @end
            IO.println(shown);
            // @start region="refused"
            dispatch.submit(() -> {
                try {
                    window.start(() -> "later").result(); // would keep the foreign loop from everything else
                } catch (IllegalStateException e) {
                    refused(e.getMessage());
                }
            }).get();
            // @end
            window.close();
        }
    }
}
