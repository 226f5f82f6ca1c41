package dev.footbridge.context;

import static dev.footbridge.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.context.ContextKey.Binding;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that hold until something is closed, on plain threads and in jobs. */
@Timeout(30)
class ContextBindingTest {

    private static final ContextKey<String> USER = ContextKey.of("user");
    private static final ContextKey<String> TENANT = ContextKey.of("tenant");
    private static final String MISPLACED = "the binding of context key 'user' is closed by the code that made it,"
            + " and before whatever is around it: use try-with-resources";

    private final EventLoop loop = EventLoop.open();

    @AfterEach
    void close() {
        assertThat(USER.isSet()).isFalse();
        loop.close();
    }

    @Test
    void holdsUntilItIsClosed() {
        try (Binding _ = USER.bind("ada")) {
            assertThat(USER.get()).isEqualTo("ada");
            assertThat(loop.call(USER::get)).isEqualTo("ada");
        }
        assertThat(USER.isSet()).isFalse();
    }

    @Test
    void nests() {
        try (Binding _ = USER.bind("ada"); Binding _ = TENANT.bind("blue")) {
            try (Binding _ = USER.bind("grace")) {
                assertThat(USER.get() + TENANT.get()).isEqualTo("graceblue");
            }
            assertThat(USER.get() + TENANT.get()).isEqualTo("adablue");
        }
        assertThat(TENANT.isSet()).isFalse();
    }

    @Test
    void takesWhatWasSetInsideWithIt() {
        try (Binding _ = USER.bind("ada")) {
            USER.set("grace");
            TENANT.set("blue");
        }
        assertThat(TENANT.isSet()).isFalse();
    }

    @Test
    void putsBackWhatAJobHad() {
        loop.call(() -> {
            USER.set("ada");
            try (Binding _ = USER.bind("grace")) {
                Async.yieldNow();
                assertThat(USER.get()).isEqualTo("grace");
            }
            assertThat(USER.get()).isEqualTo("ada");
        });
    }

    @Test
    void endsByAnException() {
        assertThatThrownBy(() -> {
            try (Binding _ = USER.bind("ada")) {
                throw new IllegalArgumentException("odd");
            }
        }).hasMessage("odd");
        assertThat(USER.isSet()).isFalse();
    }

    @Test
    void endsByACancel() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        List<String> seen = new ArrayList<>();
        Task<?> task = loop.start(() -> {
            try (Binding _ = USER.bind("ada")) {
                await(never);
            } finally {
                seen.add(USER.find().orElse("-"));
            }
        });
        loop.call(() -> {
            Async.yieldNow();
            task.cancel();
        });
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class);
        assertThat(seen).containsExactly("-");
    }

    @Test
    void isClosedOnceForAll() {
        Binding bound = USER.bind("ada");
        bound.close();
        try (Binding _ = USER.bind("grace")) {
            bound.close();
            assertThat(USER.get()).isEqualTo("grace");
        }
    }

    @Test
    void refusesToBeClosedOutOfOrder() {
        Binding outer = USER.bind("ada");
        Binding inner = TENANT.bind("blue");
        assertThatIllegalStateException().isThrownBy(outer::close).withMessage(MISPLACED);
        assertThat(USER.get()).isEqualTo("ada");
        inner.close();
        outer.close();
    }

    @Test
    void refusesToBeClosedElsewhere() throws Exception {
        try (Binding bound = USER.bind("ada")) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    bound.close();
                    thrown.complete(null);
                } catch (Throwable error) {
                    thrown.complete(error);
                }
            });
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessage(MISPLACED);
            assertThat(USER.get()).isEqualTo("ada");
        }
    }

    @Test
    void refusesToBeClosedByAJobInside() {
        try (Binding bound = USER.bind("ada")) {
            assertThatIllegalStateException().isThrownBy(() -> loop.call(bound::close)).withMessage(MISPLACED);
            assertThat(USER.get()).isEqualTo("ada");
        }
    }

    @Test
    void refusesToBeClosedWithinALimitOpenedSince() throws Exception {
        try (Binding bound = USER.bind("ada")) {
            Async.withTimeout(Duration.ofSeconds(20),
                    () -> assertThatIllegalStateException().isThrownBy(bound::close).withMessage(MISPLACED));
        }
    }

    @Test
    void endsWithTheJobThatForgetsToCloseIt() {
        List<Binding> left = new ArrayList<>();
        loop.call(() -> {
            left.add(USER.bind("ada"));
        });
        assertThat(USER.isSet()).isFalse();
        assertThat(loop.call(USER::isSet)).isFalse();
        assertThatIllegalStateException().isThrownBy(left.getFirst()::close).withMessage(MISPLACED);
    }
}
