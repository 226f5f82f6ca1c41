package dev.footbridge.context.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.footbridge.Task;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logback's MDC on every hop, by nothing but having the module. */
@Timeout(60)
class MdcCarrierTest {

    private final Hops hops = new Hops();
    private final Callable<String> look = () -> Objects.requireNonNullElse(MDC.get("user"), "-");

    @AfterEach
    void close() {
        MDC.clear();
        hops.close();
    }

    @Test
    @DisplayName("H1: every hop sees its starter's map, and one without a map sees none")
    void carriesTheMap() throws Exception {
        MDC.put("user", "ada");
        assertThat(hops.seen(look)).containsExactly("ada", "ada", "ada", "ada", "ada", "adaada");
        MDC.put("user", "grace");
        assertThat(hops.seen(look)).containsExactly("grace", "grace", "grace", "grace", "grace", "gracegrace");
        MDC.clear();
        assertThat(hops.seen(look)).containsExactly("-", "-", "-", "-", "-", "--");
    }

    @Test
    @DisplayName("H2, law 6: what jobs put there is gone after them, also when they fail")
    void leavesNothing() throws Exception {
        MDC.put("user", "ada");
        assertThat(hops.seen(() -> {
            String seen = look.call();
            MDC.put("user", "job");
            MDC.put("other", "job");
            return seen;
        })).doesNotContain("job");
        assertThatThrownBy(() -> hops.loop().start(() -> {
            MDC.put("user", "job");
            throw new AssertionError("odd");
        }).result()).hasMessage("odd");
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "ada"));
        MDC.clear();
        assertThat(hops
                .seen(() -> String.valueOf(MDC.getCopyOfContextMap() == null || MDC.getCopyOfContextMap().isEmpty())))
                .startsWith("true", "true", "true", "true", "true");
    }

    @Test
    @DisplayName("law 6: a coroutine that waits runs another's job with that one's map, and has its own again")
    void keepsTheWaitersMap() {
        MDC.put("user", "starter");
        hops.loop().call(() -> {
            Task<String> task = hops.loop().start(look);
            MDC.put("user", "waiter");
            assertThat(task.result()).isEqualTo("starter");
            assertThat(MDC.get("user")).isEqualTo("waiter");
        });
    }

    @Test
    void isInWhatIsLogged() {
        Logger logger = (Logger) LoggerFactory.getLogger("test");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.setAdditive(false);
        logger.addAppender(events);
        MDC.put("user", "ada");
        hops.pool().call(() -> hops.loop().start(() -> logger.info("from below")).result());
        assertThat(events.list).singleElement().satisfies(event -> assertThat(event.getMDCPropertyMap())
                .isEqualTo(Map.of("user", "ada")));
    }

    @Test
    void carriesMapsWithNullValues() throws Exception {
        MDC.put("user", null);
        assertThat(hops.seen(look)).containsExactlyElementsOf(List.of("-", "-", "-", "-", "-", "--"));
    }
}
