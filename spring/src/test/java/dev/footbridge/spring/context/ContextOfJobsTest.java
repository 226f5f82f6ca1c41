package dev.footbridge.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.testing.Apps;
import dev.footbridge.threads.ThreadPool;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ContextOfJobsTest {

    private static final ContextKey<String> TENANT = ContextKey.of("tenant");

    private static ConfigurableApplicationContext app;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @BeforeAll
    static void start() {
        app = Apps.plain(Plain.class);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @AfterEach
    void forget() {
        MDC.clear();
        SecurityContextHolder.clearContext();
        LocaleContextHolder.resetLocaleContext();
        RequestContextHolder.resetRequestAttributes();
    }

    /** On the loop, on the pool, and from the one on the other. */
    private static <T> List<T> everywhere(Callable<T> look) {
        EventLoop loop = app.getBean(EventLoop.class);
        ThreadPool pool = app.getBean(ThreadPool.class);
        List<T> seen = new ArrayList<>();
        seen.add(loop.start(look).result());
        seen.add(pool.start(look).result());
        seen.add(loop.start(() -> Async.toThread(look).result()).result());
        seen.add(pool.start(() -> loop.start(look).result()).result());
        return seen;
    }

    private static String user() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null ? "nobody" : user.getName();
    }

    @Test
    void carriesTheLoggingContext() {
        MDC.put("order", "42");
        assertThat(everywhere(() -> MDC.get("order"))).containsOnly("42");
        MDC.clear();
        assertThat(everywhere(() -> MDC.get("order"))).containsOnly((String) null);
    }

    @Test
    void carriesWhoIsSignedInAndKeepsToItselfWhoAJobSignsIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
        assertThat(everywhere(ContextOfJobsTest::user)).containsOnly("ann");
        everywhere(() -> {
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("root", "secret"));
            return user();
        });
        assertThat(user()).isEqualTo("ann");
        SecurityContextHolder.clearContext();
        assertThat(everywhere(ContextOfJobsTest::user)).containsOnly("nobody");
    }

    @Test
    void carriesTheLocale() {
        LocaleContextHolder.setLocale(Locale.forLanguageTag("sv-SE"));
        assertThat(everywhere(LocaleContextHolder::getLocale)).containsOnly(Locale.forLanguageTag("sv-SE"));
    }

    @Test
    void carriesTheCurrentObservation() {
        ObservationRegistry registry = app.getBean(ObservationRegistry.class);
        Observation observation = Observation.start("order", registry);
        try (Observation.Scope _ = observation.openScope()) {
            assertThat(everywhere(registry::getCurrentObservation)).containsOnly(observation);
        } finally {
            observation.stop();
        }
        assertThat(everywhere(registry::getCurrentObservation)).containsOnly((Observation) null);
    }

    @Test
    void carriesTheRequestOnlyIfItIsToldTo() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        Callable<Boolean> missing = () -> RequestContextHolder.getRequestAttributes() == null;
        ThreadPool pool = app.getBean(ThreadPool.class);
        assertThat(pool.call(missing)).isTrue();
        try (ConfigurableApplicationContext other = Apps.plain(Plain.class, "footbridge.context.request=true")) {
            assertThat(everywhere(missing)).containsOnly(false);
        }
        assertThat(pool.call(missing)).isTrue();
    }

    @Test
    void keepsCarriersAsLongAsSomeContextIsOpen() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
        Apps.plain(Plain.class).close();
        assertThat(everywhere(ContextOfJobsTest::user)).containsOnly("ann");
    }

    @Test
    void letsBootsOwnExecutorTakeAlongTheSame() throws Exception {
        AsyncTaskExecutor executor = app.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
        MDC.put("order", "42");
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
        try (ContextKey.Binding _ = TENANT.bind("acme")) {
            assertThat(executor.submit(() -> MDC.get("order") + user() + TENANT.get()).get()).isEqualTo("42annacme");
        }
        MDC.clear();
        SecurityContextHolder.clearContext();
        assertThat(executor.submit(() -> MDC.get("order") + user() + TENANT.isSet()).get())
                .isEqualTo("nullnobodyfalse");
    }
}
