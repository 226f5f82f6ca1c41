package dev.footbridge;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.gatherOutcomes;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;
import static dev.footbridge.Async.waitAny;
import static dev.footbridge.Async.withTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A task that runs on the stack of whoever waits for it: the one who waits must not notice. */
class InPlaceTest {

    private static final Duration LONG = Duration.ofSeconds(100);

    private final EventLoop loop = EventLoop.open();

    @AfterEach
    void close() {
        loop.close();
    }

    /** A way to wait for a task. */
    interface Wait {
        void until(Task<Integer> task) throws Exception;
    }

    static Stream<Named<Wait>> waits() {
        return Stream.of(Named.of("result", Task::result), Named.of("outcome", Task::outcome),
                Named.of("gather", task -> gather(task)),
                Named.of("gatherOutcomes", task -> gatherOutcomes(List.of(task))));
    }

    private static int swallowing() {
        try {
            sleep(LONG);
        } catch (CancelledException swallowed) {
            // and goes on
        }
        return 7;
    }

    @ParameterizedTest
    @MethodSource("waits")
    @DisplayName("law 3: a cancel that the task swallows reaches the code that waits for it")
    void passesACancelOn(Wait wait) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Task<String> waiting = loop.start(() -> {
            Task<Integer> task = start(() -> {
                begun.countDown();
                return swallowing();
            });
            try {
                wait.until(task);
                return "went on";
            } catch (CancelledException cancelled) {
                return "cancelled with the task " + task.outcome();
            }
        });
        begun.await();
        waiting.cancel("enough");

        assertThat(waiting.result()).isEqualTo("cancelled with the task " + new Outcome.Success<>(7));
    }

    @ParameterizedTest
    @MethodSource("waits")
    @DisplayName("law 3: a time limit that the task swallows ends the code that waits for it")
    void passesALimitOn(Wait wait) {
        assertThatThrownBy(() -> loop.call(() -> withTimeout(Duration.ofMillis(20), () -> {
            wait.until(start(InPlaceTest::swallowing));
            return "went on";
        }))).isInstanceOf(TimeoutException.class);
    }

    @Test
    @DisplayName("law 6: an interrupt that the task leaves set does not reach the code that waits for it on a thread of the loop")
    void keepsAnInterruptToItself() {
        assertThat(loop.start(() -> {
            gather(start(() -> {
                Thread.currentThread().interrupt();
                return 1;
            }));
            return Thread.currentThread().isInterrupted();
        }).result()).isFalse();
    }

    @Test
    @DisplayName("law 3: an interrupt that was set before stays")
    void leavesAnEarlierInterrupt() {
        assertThat(loop.start(() -> {
            Thread.currentThread().interrupt();
            gather(start(() -> 1));
            return Thread.currentThread().isInterrupted();
        }).result()).isTrue();
    }

    private <T> List<T> gatherWithItsOwn(Child<T> child) {
        CompletableFuture<Task<List<T>>> self = new CompletableFuture<>();
        Task<List<T>> parent = loop.start(() -> {
            Task<List<T>> me = self.join();
            return gather(start(() -> child.waitFor(me)));
        });
        self.complete(parent);
        Eventually.until(parent::isDone); // which does not lend it a thread: on one of the loop's, all runs in place
        return parent.result();
    }

    /** What waits for the task that gathers it. */
    interface Child<T> {
        T waitFor(Task<?> parent) throws Exception;
    }

    @Test
    @DisplayName("law 2: a wait for the task that gathers it is refused only if nothing else can end it")
    void refusesOnlyWhatWouldNeverEnd() {
        Duration shortly = Duration.ofMillis(10);
        assertThat(gatherWithItsOwn(parent -> waitAny(List.of(parent), shortly).pending().size())).containsExactly(1);
        assertThat(gatherWithItsOwn(parent -> waitAny(List.of(parent, start(() -> 1))).done().size()))
                .containsExactly(1);
        assertThat(this.<String>gatherWithItsOwn(parent -> {
            try {
                return "ended " + parent.get(10, TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return "late";
            }
        })).containsExactly("late");
        assertThatThrownBy(() -> gatherWithItsOwn(parent -> waitAny(List.of(parent)).done().size()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("would ever end");
        assertThatThrownBy(() -> gatherWithItsOwn(parent -> String.valueOf(parent.result())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("would ever end");
    }
}
