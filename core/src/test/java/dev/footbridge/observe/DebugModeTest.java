package dev.footbridge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Debug mode names what keeps a loop, and what nobody awaits; without it nothing of that is said. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DebugModeTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    private final ConcurrentLinkedQueue<LoopWarning> warnings = new ConcurrentLinkedQueue<>();
    private final ReportedFailures reports = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reports)
            .withDebug(Debug.on().withSlowStep(SHORT).withListener(warnings::add)));

    @AfterEach
    void close() {
        loop.abort();
    }

    private <W extends LoopWarning> List<W> found(Class<W> kind) {
        return warnings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String busyUntil(AtomicBoolean seen) {
        while (!seen.get()) {
            Thread.onSpinWait();
        }
        return "computed";
    }

    @Test
    @DisplayName("I1: a step that computes for too long is reported with its task, its place, and what to do")
    void findsAStepThatComputes() {
        AtomicBoolean seen = new AtomicBoolean();
        Task<String> busy = loop.start(() -> busyUntil(seen));
        Eventually.until(() -> !found(LoopWarning.SlowStep.class).isEmpty());
        seen.set(true);
        assertThat(busy.result()).isEqualTo("computed");
        LoopWarning.SlowStep slow = found(LoopWarning.SlowStep.class).getFirst();
        assertThat(slow.isBlocked()).isFalse();
        assertThat(slow.task()).isEqualTo(busy.name());
        assertThat(slow.duration()).isGreaterThanOrEqualTo(SHORT);
        assertThat(slow.stack()).anyMatch(frame -> frame.getMethodName().equals("busyUntil"));
        assertThat(slow.message()).startsWith(busy.name() + " has kept event loop 'loop' for ")
                .contains("computing in ").endsWith("split it up by yieldNow(), or run it by toThread");
    }

    @Test
    @DisplayName("I1: a step blocked in a foreign call is told apart from one that computes")
    void findsAForeignBlockingCall() {
        try (Gate gate = new Gate()) {
            Task<Boolean> blocked = loop.start((Callable<Boolean>) () -> {
                gate.pass();
                return true;
            });
            Eventually.until(() -> !found(LoopWarning.SlowStep.class).isEmpty());
            gate.open();
            assertThat(blocked.result()).isTrue();
        }
        LoopWarning.SlowStep slow = found(LoopWarning.SlowStep.class).getFirst();
        assertThat(slow.isBlocked()).isTrue();
        assertThat(slow.message()).contains("blocked in ").endsWith("await it, or run it by toThread");
    }

    @Test
    @DisplayName("I1: one step is reported once, the next slow one again")
    void reportsEachStepOnce() {
        for (int step = 1; step <= 2; step++) {
            int reported = step;
            loop.call(() -> {
                Eventually.until(() -> found(LoopWarning.SlowStep.class).size() == reported);
                long end = System.nanoTime() + SHORT.multipliedBy(4).toNanos();
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
                return null;
            });
            loop.call(() -> "a short one");
            assertThat(found(LoopWarning.SlowStep.class)).hasSize(step);
        }
    }

    @Test
    @DisplayName("I1: a coroutine that waits does not keep the loop, however long that takes")
    void leavesThoseInPeaceThatWait() {
        Task<?> waiting = loop.start(() -> Async.sleep(Duration.ofDays(1)));
        AtomicBoolean seen = new AtomicBoolean();
        Task<String> busy = loop.start(() -> busyUntil(seen));
        Eventually.until(() -> !found(LoopWarning.SlowStep.class).isEmpty());
        seen.set(true);
        busy.result();
        waiting.cancel();
        assertThat(found(LoopWarning.SlowStep.class)).allMatch(slow -> slow.task().equals(busy.name()));
    }

    @Test
    @DisplayName("A4: a blocking call to another level is told")
    void tellsBlockingCalls() {
        try (EventLoop other = EventLoop.open(o -> o.withName("other"))) {
            assertThat(loop.<Integer>call(() -> other.call(() -> 5))).isEqualTo(5);
        }
        assertThat(found(LoopWarning.BlockingCall.class)).singleElement()
                .satisfies(call -> assertThat(call.message())
                        .isEqualTo("call on event loop 'other' by a coroutine of another: start it there, and await the"
                                + " task"));
    }

    @Test
    @DisplayName("a task that nobody awaits is told once, with the place where it was started")
    void findsWhatNobodyAwaits() {
        loop.start(() -> "forgotten");
        loop.close();
        assertThat(found(LoopWarning.NeverAwaited.class)).singleElement().satisfies(forgotten -> {
            assertThat(forgotten.message()).contains("DebugModeTest lambda was never awaited");
            assertThat(forgotten.started()).isNotNull();
            assertThat(forgotten.started().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("findsWhatNobodyAwaits"));
        });
    }

    @Test
    @DisplayName("what is awaited, called, cancelled, watched by a group, or started in the background is not told")
    void leavesThoseInPeaceThatAreAwaited() {
        loop.start(() -> "awaited").result();
        loop.call(() -> "called");
        assertThat(Async.gather(loop.start(() -> 1), loop.start(() -> 2))).containsExactly(1, 2);
        assertThat(loop.start(() -> 3).toCompletableFuture().join()).isEqualTo(3);
        TaskGroup.on(loop, (TaskGroup group) -> group.start(() -> "in a group"));
        Task<?> cancelled = loop.start(() -> Async.sleep(Duration.ofDays(1)));
        cancelled.cancel();
        loop.callSoon(() -> {});
        loop.close();
        assertThat(found(LoopWarning.NeverAwaited.class)).isEmpty();
    }

    @Test
    @DisplayName("D11: a failure that nobody looked at shows where its task was started")
    void showsWhereAFailedTaskWasStarted() {
        loop.start((Callable<String>) () -> {
            throw new IllegalStateException("lost");
        });
        loop.close();
        assertThat(reports.failures()).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessage("lost");
            assertThat(failure.getSuppressed()).singleElement().satisfies(started -> {
                assertThat(started).hasMessage("the task was started here");
                assertThat(started.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("showsWhereAFailedTaskWasStarted"));
            });
        });
    }

    @Test
    @DisplayName("a listener that fails is reported, and the loop goes on")
    void survivesItsListener() {
        IllegalStateException broken = new IllegalStateException("broken listener");
        try (EventLoop watched = EventLoop.open(o -> o.withName("watched").withFailureHandler(reports)
                .withDebug(Debug.on().withListener(_ -> {
                    throw broken;
                })));
                ThreadPool pool = ThreadPool.open(o -> o)) {
            watched.start(() -> "forgotten");
            assertThat(watched.start(() -> pool.start(() -> 7).result()).result()).isEqualTo(7);
        }
        assertThat(reports.failures()).containsExactly(broken);
    }

    @Test
    @DisplayName("it is off unless it is turned on, and a limit of nothing is refused")
    void isOffByDefault() {
        assertThat(Debug.off().isOn()).isFalse();
        assertThat(Debug.fromProperty().isOn()).isFalse();
        assertThat(Debug.on().isOn()).isTrue();
        assertThat(Debug.on().slowStep()).isEqualTo(Duration.ofMillis(100));
        assertThatThrownBy(() -> Debug.on().withSlowStep(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a slow step must take some time (slowStep is PT0S): give more than zero");
        assertThatThrownBy(() -> Debug.on().withListener(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the listener is null: leave the default to log what is found");
    }
}
