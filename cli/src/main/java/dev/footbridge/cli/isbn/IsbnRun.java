package dev.footbridge.cli.isbn;

import dev.footbridge.cli.books.Catalog;
import dev.footbridge.cli.http.CallFailure;
import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.output.Progress;
import dev.footbridge.cli.server.ServerProcess;
import dev.footbridge.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the versions against one book service: warms up, takes each version's time, checks every title. */
final class IsbnRun {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int WARM_UP_LOOKUPS = 400;
    private static final int LEAST_ROUNDS = 8;
    private static final int WARM_UP_IN_A_ROW = 14;
    private static final int SINGLE_LOOKUPS = 5;
    private static final int ROUNDS = 5;
    private static final double LONG_SECONDS = 1;

    private final List<Version> versions;
    private final int books;
    private final EventLoop loop;

    IsbnRun(List<Version> versions, int books, EventLoop loop) {
        this.versions = List.copyOf(versions);
        this.books = books;
        this.loop = loop;
    }

    /** Asks the embedded server, which holds each reply back for the given time. */
    IsbnResult embedded(Duration hold) {
        try (ServerProcess server = ServerProcess.start()) {
            String page = server.page("/books") + "?q=isbn:" + BookAddress.PLACE + "&delay=";
            try (BookService service = BookService.ofCatalog(new BookAddress(page + hold.toMillis()))) {
                List<String> isbns = Catalog.isbns(books);
                BookService undelayed = service.at(new BookAddress(page + 0));
                for (int round = 0; round < Math.max(LEAST_ROUNDS, WARM_UP_LOOKUPS / books); round++) {
                    versions.forEach(version -> time(version, undelayed, some(version, isbns)));
                }
                openConnections(service, isbns);
                return measure(service, isbns, hold.toNanos() / NANOS_PER_SECOND);
            }
        }
    }

    /** Asks a service of the user's. */
    IsbnResult service(BookAddress address) {
        try (BookService service = BookService.ofUser(address)) {
            List<String> isbns = Catalog.realIsbns(books);
            time(Version.SERIAL, service, isbns.subList(0, 1));
            List<Double> single = new ArrayList<>();
            for (int i = 0; i < SINGLE_LOOKUPS; i++) {
                single.add(time(Version.SERIAL, service, List.of(isbns.get(i % isbns.size()))));
            }
            openConnections(service, isbns);
            return measure(service, isbns, median(single));
        }
    }

    private void openConnections(BookService service, List<String> isbns) {
        if (versions.contains(Version.GATHERED)) {
            time(Version.GATHERED, service, isbns);
        }
    }

    private IsbnResult measure(BookService service, List<String> isbns, double ideal) {
        List<Row> rows = new ArrayList<>();
        try (Progress progress = Progress.of("looking up", versions.size())) {
            for (Version version : versions) {
                rows.add(row(version, service, isbns, ideal));
                progress.step(version.toString());
            }
        }
        return new IsbnResult(isbns.size(), ideal, rows);
    }

    private Row row(Version version, BookService service, List<String> isbns, double ideal) {
        int rounds = version.inARow(isbns.size()) * ideal > LONG_SECONDS ? 1 : ROUNDS;
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            times.add(time(version, service, isbns));
        }
        double median = median(times);
        return new Row(version.toString(), median, median / ideal, rounds);
    }

    private static double median(List<Double> times) {
        times.sort(null);
        return times.get(times.size() / 2);
    }

    /** The seconds that a version takes; a title that is not the book's is a failure. */
    private double time(Version version, BookService service, List<String> isbns) {
        long begin = System.nanoTime();
        List<String> titles;
        try {
            titles = version.titles(service, loop, isbns);
        } catch (RuntimeException e) {
            throw e;
        } catch (IOException e) {
            throw CallFailure.of(service.address().of(isbns.getFirst()), e);
        } catch (Exception e) {
            throw new IllegalStateException(version + " failed: " + e, e);
        }
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        for (int i = 0; i < isbns.size(); i++) {
            BadInput.unless(titles.size() == isbns.size() && service.isTitle(isbns.get(i), titles.get(i)), version
                    + " gave '" + titles.get(i) + "' for the book " + isbns.get(i) + ": that is not its title");
        }
        return seconds;
    }

    private static List<String> some(Version version, List<String> isbns) {
        return version == Version.GATHERED ? isbns : isbns.subList(0, Math.min(isbns.size(), WARM_UP_IN_A_ROW));
    }
}
