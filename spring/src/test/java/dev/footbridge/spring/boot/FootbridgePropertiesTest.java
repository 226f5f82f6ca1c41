package dev.footbridge.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FootbridgePropertiesTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FootbridgeAutoConfiguration.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "footbridge.loop.name= | footbridge.loop.name must not be blank (it is ''): give a name, or leave it out",
            "footbridge.loop.close-timeout=-1s | footbridge.loop.close-timeout must not be negative (it is PT-1S): give zero"
                    + " or more",
            "footbridge.pool.limit=0 | the limit of a thread pool (footbridge.pool.limit, or that of a named one) must be at"
                    + " least 1 (it is 0): give one, or leave it out for none",
            "footbridge.pools.db.queue-limit=-2 | the queue limit of a thread pool (footbridge.pool.queue-limit, or that of a"
                    + " named one) must not be negative (it is -2): give 0 to refuse what cannot run at once, or leave it out"
                    + " for none",
            "footbridge.pool.job-timeout=0s | footbridge.pool.job-timeout must be positive (it is PT0S): give more, or leave"
                    + " it out",
            "footbridge.processes.workers=0 | footbridge.processes.workers must be at least 1 (it is 0): give one, or leave"
                    + " it out for as many as processors",
            "footbridge.web.heartbeat=0s | footbridge.web.heartbeat must be positive (it is PT0S): give more, or leave it out",
            "footbridge.web.client-check=-1s | footbridge.web.client-check must not be negative (it is PT-1S): give zero or"
                    + " more",
            "footbridge.health.stuck-after=0s | footbridge.health.stuck-after must be positive (it is PT0S): give more, or"
                    + " leave it out"})
    void saysWhatIsWrongWithAValue(String property, String message) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasFailed().getFailure().rootCause()
                .hasMessage(message));
    }

    @Test
    void hasMetadataForEveryProperty() throws Exception {
        Map<String, Integer> known = new TreeMap<>();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(in).as("made by the configuration processor").isNotNull();
            String metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String property : new String[]{"enabled", "app-wide", "loop.name", "loop.close-timeout",
                    "loop.abort-timeout", "loop.debug", "loop.slow-step", "pool.kind", "pool.limit", "pool.queue-limit",
                    "pool.job-timeout", "pool.close-timeout", "pool.abort-timeout", "pools", "processes.enabled",
                    "processes.workers", "processes.heap", "async.level", "web.enabled", "web.stream-timeout",
                    "web.heartbeat", "web.client-check", "context.security", "context.locale", "context.request",
                    "context.decorator", "health.stuck-after"}) {
                known.put(property, metadata.indexOf("\"name\": \"footbridge." + property + "\""));
            }
            assertThat(known).allSatisfy((property, at) -> assertThat(at).as(property).isNotNegative());
            assertThat(metadata.split("\"description\"", -1)).hasSizeGreaterThan(known.size());
        }
    }
}
