package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.context.Context;
import dev.footbridge.context.ContextKey;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContextTest {

    static final ContextKey<String> USER = ContextKey.of("user", "nobody");
    static final ContextKey<String> SECRET = ContextKey.of("secret", "none");
    static final ContextKey<Object> ODD = ContextKey.of("odd");

    static String seen() {
        return USER.get() + " " + SECRET.get();
    }

    @Test
    @DisplayName("the values under the pool's keys go along with jobs, nested ones too; others stay, and none are left")
    void carriesContext() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m")
                .withContextKeys(() -> USER, () -> ODD))) {
            try (var user = USER.bind("ada"); var secret = SECRET.bind("x")) {
                assertThat(pool.call(ContextTest::seen)).isEqualTo("ada none");
                String async = pool.call(() -> CompletableFuture.completedFuture(seen()));
                assertThat(async).isEqualTo("ada none");
                assertThat(pool.call(() -> ProcessPool.current().call(ContextTest::seen))).isEqualTo("ada none");
            }
            assertThat(pool.call(ContextTest::seen)).isEqualTo("nobody none");
            Context other = USER.call("eve", () -> Context.current().copy());
            assertThat(pool.in(other).call(RemoteCallable.of(ContextTest::seen))).isEqualTo("eve none");
            assertThat(pool.in(other).start(RemoteCallable.of(ContextTest::seen)).result()).isEqualTo("eve none");
            assertThat(pool.in(other)).hasToString(pool + " in " + other);
            assertThatThrownBy(() -> pool.in(other).asScheduledExecutorService())
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("schedule it on the level itself, in the context");
            try (var odd = ODD.bind(new Object())) {
                assertThatThrownBy(() -> pool.start(ContextTest::seen)).isInstanceOf(UnsendableException.class);
            }
        }
    }
}
