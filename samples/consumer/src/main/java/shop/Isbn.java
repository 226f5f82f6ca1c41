package shop;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

public class Isbn {

    // @start region="gathered"
    static String title(String isbn) {
        sleep(Duration.ofMillis(200)); // stands for a request: lets the others run
        return "Title of " + isbn;
    }

    static List<String> titles(List<String> isbns) {
        List<Task<String>> tasks = new ArrayList<>();
        for (String isbn : isbns) {
            tasks.add(start(() -> title(isbn))); // a coroutine each
        }
        return gather(tasks); // waits for all of them
    }
    // @end

    public static void main(String[] args) {
        long begin = System.nanoTime();
        List<String> titles = EventLoop.run(() -> titles(List.of("1", "2", "3", "4", "5")));
        System.out.println(titles.size() + " titles, the last one '" + titles.getLast() + "', in "
                + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }
}
