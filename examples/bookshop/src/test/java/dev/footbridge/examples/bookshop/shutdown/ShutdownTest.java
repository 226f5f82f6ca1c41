package dev.footbridge.examples.bookshop.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.examples.bookshop.ShopTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ConnectException;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shop gets SIGTERM while visitors are at it. */
@ShopTest
class ShutdownTest {

    private static final int VISITORS = 12;
    private static final int ANSWERS_BEFORE = 40;
    private static final int SIGTERM = 143;

    @Autowired
    private EmbeddedPostgres database;
    @Autowired
    private JdbcClient jdbc;

    @Test
    void anAcceptedRequestIsNeverLost() throws Exception {
        Seen seen = stopUnderLoad("Careful", "--server.shutdown=graceful");

        assertThat(seen.exitCode).as(seen.output).isEqualTo(SIGTERM);
        assertThat(seen.acceptedAtSignal).as("requests that were in the shop when it was told to stop").isNotEmpty();
        assertThat(seen.lost).as(() -> seen.brokenAnswers + "\n" + seen.output).isEmpty();
        assertThat(seen.output).doesNotContain("would not stop");
        everyOrderIsWhole("Careful");
        assertThat(orders("Careful")).isEqualTo(seen.placed).isPositive();
    }

    /** The broken twin: the same shop, told not to wait. The database holds no half of an order all the same. */
    @Test
    void requestsAreLostWithoutGracefulShutdown() throws Exception {
        Seen seen = stopUnderLoad("Careless", "--server.shutdown=immediate");

        assertThat(seen.lost).as(seen.output).isNotEmpty();
        everyOrderIsWhole("Careless");
    }

    /** What came of it. */
    private record Seen(int exitCode, Set<Integer> acceptedAtSignal, Set<Integer> lost, long placed,
            String brokenAnswers, String output) {}

    private Seen stopUnderLoad(String customer, String option) throws Exception {
        String url = database.getJdbcUrl("postgres", "postgres");
        List<String> books = jdbc.sql("select isbn from books where isbn < '979' order by isbn limit 5")
                .query(String.class).list();
        try (ShopProcess shop = ShopProcess.start(url, option);
                Crowd crowd = new Crowd(shop.port(), customer, books, VISITORS, ANSWERS_BEFORE)) {
            crowd.awaitFirstAnswers();
            Set<Integer> atSignal = new HashSet<>(shop.accepted());
            atSignal.removeAll(crowd.whole.keySet());
            shop.terminate();
            int exitCode = shop.exitCode();
            crowd.awaitEnd();
            assertThatThrownBy(() -> new Socket("127.0.0.1", shop.port()).close()).isInstanceOf(ConnectException.class);
            Set<Integer> lost = new HashSet<>(shop.accepted());
            lost.removeAll(crowd.whole.keySet());
            return new Seen(exitCode, atSignal, lost,
                    crowd.whole.values().stream().filter(body -> body.contains("totalCents")).count(),
                    crowd.broken.toString(), shop.output());
        }
    }

    private void everyOrderIsWhole(String customer) {
        assertThat(jdbc.sql("""
                select count(*) from orders o join customers c on c.id = o.customer where c.name = ?
                and (select count(*) from order_lines l where l.order_id = o.id) <> 5""").param(customer)
                .query(Long.class).single()).isZero();
    }

    private long orders(String customer) {
        return jdbc.sql("select count(*) from orders o join customers c on c.id = o.customer where c.name = ?")
                .param(customer).query(Long.class).single();
    }
}
