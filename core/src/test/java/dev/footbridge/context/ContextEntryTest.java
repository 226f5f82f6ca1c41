package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.footbridge.loop.EventLoop;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A context that a thread is in until something is closed, and what is in it. */
@Timeout(30)
class ContextEntryTest {

    private static final ContextKey<String> USER = ContextKey.of("user");
    private static final ContextKey<String> TENANT = ContextKey.of("tenant", "none");

    @Test
    void isEnteredAndLeft() {
        Context context = Context.empty();
        context.run(() -> USER.set("ada"));
        try (var _ = context.enter()) {
            assertThat(USER.get()).isEqualTo("ada");
            assertThat(Context.current()).isEqualTo(context);
            USER.set("grace");
        }
        assertThat(USER.isSet()).isFalse();
        assertThat(context.call(USER::get)).isEqualTo("grace");
    }

    @Test
    void jobsThatAreStartedInsideSeeIt() {
        Context context = Context.empty();
        context.run(() -> USER.set("ada"));
        try (EventLoop loop = EventLoop.open(); var _ = context.enter()) {
            assertThat(loop.start(USER::get).result()).isEqualTo("ada");
        }
    }

    @Test
    void nestsAroundWhatIsBound() {
        Context inner = Context.empty();
        try (var _ = USER.bind("ada")) {
            try (var _ = inner.enter()) {
                assertThat(USER.isSet()).isFalse();
                try (var _ = USER.bind("grace")) {
                    assertThat(USER.get()).isEqualTo("grace");
                }
            }
            assertThat(USER.get()).isEqualTo("ada");
        }
    }

    @Test
    void leavingAgainDoesNothing() {
        Context.Entry entry = Context.empty().enter();
        entry.close();
        try (var _ = USER.bind("ada")) {
            entry.close();
            assertThat(USER.get()).isEqualTo("ada");
        }
    }

    @Test
    void isLeftFromTheInside() {
        Context.Entry outer = Context.empty().enter();
        Context.Entry inner = Context.empty().enter();
        assertThatIllegalStateException().isThrownBy(outer::close).withMessage("a context is left by the code that"
                + " entered it, on its thread, and before whatever is around it: use try-with-resources");
        inner.close();
        outer.close();
        assertThat(Context.current().values()).isEmpty();
    }

    @Test
    void tellsWhatIsSetInIt() {
        Context context = Context.empty();
        assertThat(context.values()).isEmpty();
        context.run(() -> {
            USER.set("ada");
            assertThat(context.values()).isEqualTo(Map.of(USER, "ada"));
            TENANT.set("blue");
        });
        assertThat(context.values()).isEqualTo(Map.of(USER, "ada", TENANT, "blue"));
    }
}
