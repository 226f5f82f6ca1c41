package dev.footbridge.context.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Task;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Thread-locals that Micrometer's registry knows of, on every hop, by nothing but having the module. */
@Timeout(60)
class MicrometerCarrierTest {

    private static final String KEY = "user";

    private final ThreadLocal<String> user = new ThreadLocal<>();
    private final ContextRegistry registry = ContextRegistry.getInstance();
    private final Hops hops = new Hops();
    private final Callable<String> look = () -> Objects.requireNonNullElse(user.get(), "-");

    @BeforeEach
    void register() {
        registry.registerThreadLocalAccessor(KEY, user);
    }

    @AfterEach
    void close() {
        registry.removeThreadLocalAccessor(KEY);
        registry.removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
        MDC.clear();
        hops.close();
    }

    @Test
    @DisplayName("H1: every hop sees what its starter had, and nothing where that had nothing")
    void carriesWhatIsRegistered() throws Exception {
        user.set("ada");
        assertThat(hops.seen(look)).containsExactly("ada", "ada", "ada", "ada", "ada", "adaada");
        user.remove();
        assertThat(hops.seen(look)).containsExactly("-", "-", "-", "-", "-", "--");
    }

    @Test
    @DisplayName("H2, law 6: what jobs change is gone after them, also when they fail")
    void leavesNothing() throws Exception {
        user.set("ada");
        assertThat(hops.seen(() -> {
            String seen = look.call();
            user.set("job");
            return seen;
        })).doesNotContain("job");
        assertThatThrownBy(() -> hops.loop().start(() -> {
            user.set("job");
            throw new AssertionError("odd");
        }).result()).hasMessage("odd");
        assertThat(user.get()).isEqualTo("ada");
        user.remove();
        assertThat(hops.seen(look)).containsExactly("-", "-", "-", "-", "-", "--");
    }

    @Test
    @DisplayName("law 6: a job without a value, run by a waiter that has one, sees none")
    void hidesTheWaitersValue() {
        hops.loop().call(() -> {
            Task<String> task = hops.loop().start(look);
            user.set("waiter");
            assertThat(task.result()).isEqualTo("-");
            assertThat(user.get()).isEqualTo("waiter");
            user.remove();
        });
    }

    @Test
    void carriesNothingThatIsNotRegisteredAnyMore() {
        user.set("ada");
        registry.removeThreadLocalAccessor(KEY);
        assertThat(hops.pool().call(look)).isEqualTo("-");
        user.remove();
    }

    @ParameterizedTest(name = "H1, law 6: the MDC, carried by both libraries, {0}")
    @ValueSource(strings = {"as a whole", "by its keys"})
    void agreesWithTheCarrierOfTheMdc(String how) throws Exception {
        registry.registerThreadLocalAccessor(how.equals("as a whole")
                ? new Slf4jThreadLocalAccessor()
                : new Slf4jThreadLocalAccessor("user"));
        Callable<String> both = () -> MDC.get("user") + MDC.get("other") + look.call();
        MDC.put("user", "ada");
        MDC.put("other", "blue");
        user.set("!");
        assertThat(hops.seen(() -> {
            String seen = both.call();
            MDC.put("user", "job");
            MDC.remove("other");
            return seen;
        })).containsExactly("adablue!", "adablue!", "adablue!", "adablue!", "adablue!", "adablue!adablue!");
        assertThat(both.call()).isEqualTo("adablue!");
        hops.loop().call(() -> {
            Task<String> task = hops.loop().start(both);
            MDC.put("user", "waiter");
            assertThat(task.result()).isEqualTo("adablue!");
            assertThat(MDC.get("user")).isEqualTo("waiter");
        });
        MDC.clear();
        user.remove();
        assertThat(hops.seen(both)).startsWith("nullnull-", "nullnull-", "nullnull-", "nullnull-", "nullnull-");
    }
}
