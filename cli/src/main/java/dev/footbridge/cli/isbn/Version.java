package dev.footbridge.cli.isbn;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.start;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;

/** The ways to look up a list of books; all but the last take as long as the books one after another. */
enum Version {

    /** Blocking calls, one after another. */
    SERIAL("serial", "blocking calls, one after another") {
        @Override
        List<String> titles(BookService service, EventLoop loop, List<String> isbns) throws Exception {
            List<String> titles = new ArrayList<>();
            for (String isbn : isbns) {
                titles.add(service.title(isbn));
            }
            return titles;
        }
    },

    /** Async calls, each awaited before the next begins. */
    AWAITED_ONE_BY_ONE("awaited-one-by-one", "async calls, each awaited before the next begins") {
        @Override
        List<String> titles(BookService service, EventLoop loop, List<String> isbns) {
            return loop.call(() -> {
                List<String> titles = new ArrayList<>();
                for (String isbn : isbns) {
                    titles.add(await(service.titleLater(isbn)));
                }
                return titles;
            });
        }
    },

    /** Two awaits in each round of the loop: still one after another. */
    TWO_AWAITS("two-awaits", "two awaits in each round, which is still one after another") {
        @Override
        List<String> titles(BookService service, EventLoop loop, List<String> isbns) {
            return loop.call(() -> {
                List<String> titles = new ArrayList<>();
                for (int i = 0; i < isbns.size(); i += 2) {
                    titles.add(await(service.titleLater(isbns.get(i))));
                    if (i + 1 < isbns.size()) {
                        titles.add(await(service.titleLater(isbns.get(i + 1))));
                    }
                }
                return titles;
            });
        }
    },

    /** A task each, gathered: all wait at the same time. */
    GATHERED("gathered", "a task for each book, gathered") {
        @Override
        List<String> titles(BookService service, EventLoop loop, List<String> isbns) {
            return loop.call(() -> {
                List<Task<String>> titles = new ArrayList<>();
                for (String isbn : isbns) {
                    titles.add(start(() -> service.titleLater(isbn)));
                }
                return gather(titles);
            });
        }
    };

    private final String label;
    private final String description;

    Version(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Looks up the titles, in order. */
    abstract List<String> titles(BookService service, EventLoop loop, List<String> isbns) throws Exception;

    /** How many books are looked up one after another. */
    int inARow(int books) {
        return this == GATHERED ? 1 : books;
    }

    String description() {
        return description;
    }

    @Override
    public String toString() {
        return label;
    }
}
