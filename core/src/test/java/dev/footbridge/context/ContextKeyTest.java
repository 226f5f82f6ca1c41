package dev.footbridge.context;

import static dev.footbridge.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key alone: what it says, and where it may be set. */
@Timeout(30)
class ContextKeyTest {

    private static final ContextKey<String> USER = ContextKey.of("user");
    private static final ContextKey<String> LOCALE = ContextKey.of("locale", "en");

    private final EventLoop loop = EventLoop.open();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void hasNoValueToBeginWith() {
        assertThat(USER.find()).isEmpty();
        assertThat(USER.isSet()).isFalse();
        assertThatThrownBy(USER::get).isInstanceOf(NoSuchElementException.class)
                .hasMessage("context key 'user' has no value here (on " + Thread.currentThread()
                        + "): bind one around the code that starts this, or ask find()");
    }

    @Test
    void fallsBackOnItsDefaultValue() {
        assertThat(LOCALE.get()).isEqualTo("en");
        assertThat(LOCALE.find()).contains("en");
        assertThat(LOCALE.isSet()).isFalse();
        assertThat(LOCALE.call("de", () -> LOCALE.get() + LOCALE.isSet())).isEqualTo("detrue");
        loop.call(() -> {
            LOCALE.set("fr");
            assertThat(LOCALE.get()).isEqualTo("fr");
            LOCALE.clear();
            assertThat(LOCALE.get()).isEqualTo("en");
            LOCALE.clear();
        });
    }

    @Test
    void isSetForTheRestOfItsJob() {
        loop.call(() -> {
            USER.set("ada");
            yieldNow();
            assertThat(USER.get()).isEqualTo("ada");
            USER.set("grace");
            assertThat(USER.find()).contains("grace");
        });
        assertThat(USER.isSet()).isFalse();
    }

    @Test
    void keepsManyValuesApart() {
        List<ContextKey<Integer>> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            keys.add(ContextKey.of("key"));
        }
        loop.call(() -> {
            for (int i = 0; i < 200; i++) {
                keys.get(i).set(i);
            }
            for (int i = 0; i < 200; i += 3) {
                keys.get(i).clear();
            }
            for (int i = 0; i < 200; i++) {
                assertThat(keys.get(i).find().orElse(-1)).isEqualTo(i % 3 == 0 ? -1 : i);
            }
        });
    }

    @Test
    void differsFromAKeyOfTheSameName() {
        ContextKey<String> other = ContextKey.of("user");
        assertThat(USER).isNotEqualTo(other).hasToString("user");
        assertThat(USER.name()).isEqualTo("user");
        assertThat(USER.call("ada", other::isSet)).isFalse();
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> ContextKey.of(null))
                .withMessage("the name of a context key is null: give one, for messages");
        assertThatNullPointerException().isThrownBy(() -> ContextKey.of("user", null))
                .withMessage("the default value of context key 'user' is null: leave it out to have none");
        String message = "the value for context key 'user' is null: clear() takes a value away";
        assertThatNullPointerException().isThrownBy(() -> USER.bind(null)).withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> USER.call(null, () -> "")).withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> loop.call(() -> USER.set(null))).withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> USER.call("ada", null))
                .withMessage("the job is null: give a function to run");
    }

    @Test
    void refusesToBeSetWhereNothingEndsIt() {
        assertThatThrownBy(() -> USER.set("ada")).isInstanceOf(IllegalStateException.class)
                .hasMessage("context key 'user' cannot be set here (" + Thread.currentThread()
                        + " runs in no context): use bind() in try-with-resources, or Context.run");
        assertThatThrownBy(USER::clear).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("context key 'user' cannot be cleared here");
        assertThat(USER.isSet()).isFalse();
    }

    @Test
    void hasAValueForTheCodeItIsCalledWith() {
        String got = USER.call("ada", () -> USER.get() + USER.call("grace", USER::get) + USER.get());
        assertThat(got).isEqualTo("adagraceada");
        assertThat(USER.isSet()).isFalse();
        AssertionError odd = new AssertionError("odd");
        assertThatThrownBy(() -> USER.call("ada", () -> {
            throw odd;
        })).isSameAs(odd);
        assertThat(USER.isSet()).isFalse();
    }

    @Test
    @DisplayName("H2: a job sees what its starter had when it started, whatever is set since, on either side")
    void isCopiedAtTheStart() {
        loop.call(() -> {
            USER.set("before");
            Task<String> task = loop.start(() -> {
                String seen = USER.get();
                USER.set("below");
                yieldNow();
                return seen + USER.get();
            });
            USER.set("after");
            yieldNow();
            assertThat(USER.get()).isEqualTo("after");
            assertThat(task.result()).isEqualTo("beforebelow");
            assertThat(USER.get()).isEqualTo("after");
        });
    }

    @Test
    @DisplayName("I4: eager work, which runs in place, runs in a copy of its caller's context")
    void isCopiedForWorkInPlace() {
        USER.call("ada", () -> {
            Thread here = Thread.currentThread();
            for (Level level : List.of(Level.caller(), loop)) {
                String seen = level.call(() -> {
                    assertThat(Thread.currentThread()).isSameAs(here);
                    String had = USER.get();
                    USER.set("grace");
                    return had + level.call(USER::get);
                });
                assertThat(seen).isEqualTo("adagrace");
                assertThat(USER.get()).isEqualTo("ada");
            }
            return 0;
        });
    }
}
