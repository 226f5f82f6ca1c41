package dev.footbridge.examples.bookshop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set under {@code bookshop}.
 *
 * @param db the database
 * @param prices the price service
 * @param threads how many threads the pool of the endpoint {@code threads} has
 * @param stopWithInput whether the shop says its port on the standard output, and ends when its standard input ends: for
 *        programs that start it
 */
@ConfigurationProperties("bookshop")
public record ShopSettings(@DefaultValue Db db, @DefaultValue Prices prices, @DefaultValue("200") int threads,
        @DefaultValue("false") boolean stopWithInput) {

    private static final int MOST_THREADS = 10_000;

    /** Checks them. */
    public ShopSettings {
        check(threads >= 1 && threads <= MOST_THREADS,
                "bookshop.threads is " + threads + ": it must be 1 to " + MOST_THREADS);
    }

    /**
     * The database.
     *
     * @param url its JDBC URL; empty for an embedded one, which is new at each start
     * @param user who connects
     * @param password their password
     * @param connections how many connections there are at most
     */
    public record Db(@DefaultValue("") String url, @DefaultValue("postgres") String user,
            @DefaultValue("postgres") String password, @DefaultValue("20") int connections) {

        private static final int MOST_CONNECTIONS = 90;

        /** Checks them. */
        public Db {
            check(connections >= 1 && connections <= MOST_CONNECTIONS,
                    "bookshop.db.connections is " + connections + ": it must be 1 to " + MOST_CONNECTIONS);
            check(url.isEmpty() || url.startsWith("jdbc:postgresql:"),
                    "bookshop.db.url is " + url + ": it must begin with jdbc:postgresql:, or be left out");
        }
    }

    /**
     * The price service.
     *
     * @param url where it is; empty for one in this JVM
     * @param timeout how long the shop waits for a price
     * @param connections how many connections each client opens at most
     */
    public record Prices(@DefaultValue("") String url, @DefaultValue("1s") Duration timeout,
            @DefaultValue("2000") int connections) {

        private static final Duration LONGEST = Duration.ofMinutes(1);

        /** Checks them. */
        public Prices {
            check(timeout.isPositive() && timeout.compareTo(LONGEST) <= 0,
                    "bookshop.prices.timeout is " + timeout.toMillis() + "ms: it must be 1ms to 60s");
            check(connections >= 1, "bookshop.prices.connections is " + connections + ": it must be at least 1");
            check(url.isEmpty() || url.startsWith("http://"),
                    "bookshop.prices.url is " + url + ": it must look like http://host:port, or be left out");
        }
    }

    private static void check(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }
}
