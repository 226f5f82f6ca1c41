package dev.footbridge.spring.guide;

import static dev.footbridge.spring.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.context.ContextCarrier;
import dev.footbridge.context.ContextCarriers;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.EventLoopCustomizer;
import dev.footbridge.spring.testing.Apps;
import dev.footbridge.spring.testing.Client;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The code of {@code docs/guide/spring.md}: what stands between the marks is quoted there, line by line. */
class SpringGuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/spring.md");
    private static final Path HERE = Path.of("src/test/java/dev/footbridge/spring/guide/SpringGuideTest.java");
    private static final Pattern QUOTED = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile("^ *// quoted in the guide:\n(.*?)^ *// end of the quote$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PROPERTY = Pattern.compile("^\\| `(footbridge\\.[a-z.-]+)`", Pattern.MULTILINE);
    private static final Pattern METADATA = Pattern.compile("\"name\": \"(footbridge\\.[a-z.-]+)\",\\s*\"type\"");

    private static ConfigurableApplicationContext app;
    private static Client client;

    @SpringBootApplication
    @EnableAsync
    @Import({Parts.class, Services.class, Offers.class, Readings.class})
    static class Application {}

    record Price(String sku, int cents) {}

    record Offer(List<Price> prices, String customer) {}

    record Reading(int number) {}

    static class Prices {
        Task<Price> fetch(String sku) {
            return Async.start(() -> {
                Async.sleep(Duration.ofMillis(5));
                return new Price(sku, sku.length() * 100);
            });
        }
    }

    static class Customers {
        String find(String id) {
            return "customer " + id;
        }
    }

    static class Sensor {

        final AtomicBoolean closed = new AtomicBoolean();

        Reading next(int number) {
            Async.sleep(Duration.ofMillis(1));
            return new Reading(number);
        }

        void close() {
            closed.set(true);
        }
    }

    static class Tenants {
        static final ThreadLocal<String> CURRENT = new ThreadLocal<>();
    }

    @Configuration
    static class Parts {
        @Bean
        Prices prices() {
            return new Prices();
        }

        @Bean
        Customers customers() {
            return new Customers();
        }

        @Bean
        Sensor sensor() {
            return new Sensor();
        }

        // quoted in the guide:
        @Bean
        EventLoopCustomizer loud() {
            return options -> options.withBlockingCallListener(call -> System.out.println("blocking: " + call));
        }

        @Bean
        ContextCarrier<String> tenant() {
            return ContextCarriers.of(Tenants.CURRENT); // registered while the context is open
        }
        // end of the quote
    }

    // quoted in the guide:
    @RestController
    static class Offers {

        private final EventLoop loop;
        private final Prices prices;
        private final Customers customers;

        Offers(EventLoop loop, Prices prices, Customers customers) { // the application's loop is a bean
            this.loop = loop;
            this.prices = prices;
            this.customers = customers;
        }

        @GetMapping("/offer/{id}/{skus}")
        Offer offer(@PathVariable String id, @PathVariable List<String> skus) {
            return loop.call(() -> { // a coroutine, on the request's own thread
                Task<String> customer = Async.toThread(() -> customers.find(id)); // on the application's pool
                List<Price> all = Async.gather(skus.stream().map(prices::fetch).toList());
                return new Offer(all, customer.result());
            });
        }
    }
    // end of the quote

    // quoted in the guide:
    @RestController
    static class Readings {

        private final ThreadPool pool;
        private final Sensor sensor;

        Readings(@Qualifier("sensors") ThreadPool pool, Sensor sensor) { // footbridge.pools.sensors
            this.pool = pool;
            this.sensor = sensor;
        }

        @GetMapping("/reading/{number}")
        Task<Reading> one(@PathVariable int number) { // answered when the task ends
            return pool.start(() -> sensor.next(number));
        }

        @GetMapping("/readings")
        AsyncGenerator<Reading> all() { // lines of JSON, or server-sent events, as the client likes
            return AsyncGenerator.open(out -> {
                try {
                    for (int number = 1;; number++) {
                        out.emit(sensor.next(number));
                    }
                } finally {
                    sensor.close(); // also when the client hangs up
                }
            });
        }
    }
    // end of the quote

    // quoted in the guide:
    @Service
    static class Reports {

        @org.springframework.scheduling.annotation.Async("footbridge")
        public Task<String> report(String month) {
            return Async.toThread(() -> "report of " + month); // a cancel of the caller's task reaches this one
        }
    }
    // end of the quote

    @Configuration
    static class Services {
        @Bean
        Reports reports() {
            return new Reports();
        }

        @Bean
        Orders orders(EventLoop loop, Prices prices, JdbcTemplate jdbc) {
            return new Orders(loop, prices, jdbc);
        }
    }

    static class Orders {

        private final EventLoop loop;
        private final Prices prices;
        private final JdbcTemplate jdbc;

        Orders(EventLoop loop, Prices prices, JdbcTemplate jdbc) {
            this.loop = loop;
            this.prices = prices;
            this.jdbc = jdbc;
        }

        // quoted in the guide:
        @Transactional
        public int place(List<String> skus) {
            return loop.call(() -> { // runs here, so in the transaction
                List<Task<Integer>> rows = new ArrayList<>();
                for (String sku : skus) {
                    rows.add(loop.start(() -> {
                        Price price = prices.fetch(sku).result(); // all at the same time
                        return Async.callerThread().call(() -> // back on the thread of the transaction
                        jdbc.update("insert into lines values (?, ?)", price.sku(), price.cents()));
                    }));
                }
                return Async.gather(rows).size();
            });
        }
        // end of the quote
    }

    @BeforeAll
    static void start() {
        app = Apps.web(Application.class, "footbridge.pools.sensors.limit=4", "footbridge.web.client-check=50ms",
                "spring.datasource.url=jdbc:h2:mem:guide");
        client = new Client(Apps.port(app));
        app.getBean(JdbcTemplate.class).execute("create table lines (sku varchar(9), cents int check (cents < 900))");
    }

    @AfterAll
    static void stop() {
        client.close();
        app.close();
    }

    @Test
    void answersFromLoopAndPool() throws Exception {
        assertThat(client.get("/offer/7/a,bb").body()).isEqualTo(
                "{\"prices\":[{\"sku\":\"a\",\"cents\":100},{\"sku\":\"bb\",\"cents\":200}],\"customer\":\"customer 7\"}");
        assertThat(client.get("/reading/3").body()).isEqualTo("{\"number\":3}");
    }

    @Test
    void streamsUntilTheClientHangsUp() throws Exception {
        try (Client.Raw response = client.open("/readings")) {
            response.lineWith("{\"number\":3}");
        }
        until("the sensor was closed", app.getBean(Sensor.class).closed::get);
    }

    @Test
    void runsAsyncMethods() {
        assertThat(app.getBean(Reports.class).report("May").result()).isEqualTo("report of May");
    }

    @Test
    void writesInTheCallersTransaction() {
        Orders orders = app.getBean(Orders.class);
        JdbcTemplate jdbc = app.getBean(JdbcTemplate.class);
        assertThat(orders.place(List.of("a", "bb", "ccc"))).isEqualTo(3);
        assertThatThrownBy(() -> orders.place(List.of("d", "too-dear!"))).hasMessageContaining("constraint");
        assertThat(jdbc.queryForList("select sku from lines order by sku", String.class)).containsExactly("a", "bb",
                "ccc");
    }

    @Test
    void carriesTheTenant() {
        Tenants.CURRENT.set("acme");
        try {
            assertThat(app.getBean(ThreadPool.class).call(Tenants.CURRENT::get)).isEqualTo("acme");
        } finally {
            Tenants.CURRENT.remove();
        }
    }

    @Test
    void isQuotedInTheGuide() throws IOException {
        List<String> marked = blocks(MARKED, Files.readString(HERE));
        assertThat(blocks(QUOTED, Files.readString(GUIDE))).containsExactlyInAnyOrderElementsOf(marked);
    }

    @Test
    void namesEveryPropertyInTheGuide() throws IOException {
        Set<String> written = new TreeSet<>();
        PROPERTY.matcher(Files.readString(GUIDE)).results().forEach(found -> written.add(found.group(1)));
        Set<String> known = new TreeSet<>();
        METADATA.matcher(Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json")))
                .results()
                .forEach(found -> known.add(found.group(1)));
        known.removeIf(name -> name.equals("footbridge.pools") || known.stream().anyMatch(
                other -> other.startsWith(name + "."))); // groups
        assertThat(written).isEqualTo(known).hasSizeGreaterThan(20);
    }

    /** Without the indentation that they share. */
    private static List<String> blocks(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1).stripTrailing().stripIndent())
                .map(block -> String.join("\n", Arrays.stream(block.split("\n")).map(String::stripTrailing).toList()))
                .toList();
    }
}
