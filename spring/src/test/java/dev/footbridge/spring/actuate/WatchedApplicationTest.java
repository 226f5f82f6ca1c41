package dev.footbridge.spring.actuate;

import static dev.footbridge.spring.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.testing.Apps;
import dev.footbridge.spring.testing.Client;
import dev.footbridge.threads.ThreadPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class WatchedApplicationTest {

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private static ConfigurableApplicationContext app;
    private static Client client;

    @SpringBootApplication(proxyBeanMethods = false)
    static class Watched {
        @Bean(destroyMethod = "")
        MeterRegistry meters() {
            return METERS;
        }
    }

    @BeforeAll
    static void start() {
        app = Apps.web(Watched.class, "management.endpoints.web.exposure.include=footbridge,health",
                "management.endpoint.health.show-details=always", "footbridge.health.stuck-after=200ms",
                "footbridge.pools.db.limit=2");
        client = new Client(Apps.port(app));
    }

    @AfterAll
    static void stop() {
        app.close();
        client.close();
        assertThat(METERS.getMeters()).as("meters after the end").noneMatch(
                meter -> meter.getId().getName().startsWith("footbridge"));
    }

    @Test
    void showsTheNumbersOfAllLevels() throws Exception {
        app.getBean(ThreadPool.class).call(() -> 1);
        HttpResponse<String> response = client.get("/actuator/footbridge");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"loops\":[{\"name\":\"app\"").contains("\"name\":\"app-threads\"")
                .contains("\"name\":\"db\",\"limit\":2").contains("\"processes\":[]");
    }

    @Test
    void saysWhatEachTaskOfALevelIsDoing() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Task<?> job = app.getBean(ThreadPool.class).start(() -> aSlowReport(end));
        until("the job is blocked",
                () -> client.get("/actuator/footbridge/app-threads").body().contains("aSlowReport"));
        end.countDown();
        job.result();
        assertThat(client.get("/actuator/footbridge/app").body()).contains("event loop 'app'");
        assertThat(client.get("/actuator/footbridge/nobody").statusCode()).isEqualTo(404);
    }

    private static boolean aSlowReport(CountDownLatch end) throws InterruptedException {
        end.await();
        return true;
    }

    @Test
    void hasMetersOfEachLevel() {
        double before = METERS.get("footbridge.pool.started").tag("name", "app-threads").functionCounter().count();
        app.getBean(ThreadPool.class).call(() -> 1);
        assertThat(METERS.get("footbridge.pool.started").tag("name", "app-threads").functionCounter().count())
                .isGreaterThan(before);
        assertThat(METERS.get("footbridge.pool.size").tag("name", "db").gauge().value()).isZero();
        assertThat(METERS.get("footbridge.loop.pending").tag("name", "app").gauge().value()).isNotNegative();
    }

    @Test
    void isDownWhileALoopIsStuckAndNamesWhoHoldsIt() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        until("it is up", () -> client.get("/actuator/health").statusCode() == 200);
        Task<?> job = app.getBean(EventLoop.class).start(() -> hogTheLoop(end));
        try {
            until("it is down", () -> client.get("/actuator/health").statusCode() == 503);
            assertThat(client.get("/actuator/health").body()).contains("\"footbridge\":{")
                    .contains("\"stuckForMillis\":").contains("hogTheLoop");
        } finally {
            end.countDown();
        }
        job.result();
        until("it is up again", () -> client.get("/actuator/health").statusCode() == 200);
    }

    private static boolean hogTheLoop(CountDownLatch end) throws InterruptedException {
        end.await(); // not Footbridge's: it keeps the loop
        return true;
    }
}
