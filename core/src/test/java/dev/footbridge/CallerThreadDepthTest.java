package dev.footbridge;

import static dev.footbridge.Async.callerThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.LoggedFailures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errands within errands until the stack is used up. */
@Timeout(120)
@DisplayName("law 2: a recursion without end through the caller's thread is a stack overflow, and nothing else")
class CallerThreadDepthTest {

    /** What one level of the recursion does. */
    private interface Recursion {
        int deeper(EventLoop loop, int depth);
    }

    /** What is left over goes to another thread, where there is nothing to show. */
    private static boolean isLeftOver() {
        return !Thread.currentThread().getName().equals("shallow");
    }

    private static int errandInCall(EventLoop loop, int depth) {
        return isLeftOver() ? 0 : loop.call(() -> callerThread().call(() -> errandInCall(loop, depth + 1)));
    }

    private static int errandOfATask(EventLoop loop, int depth) {
        return isLeftOver()
                ? 0
                : loop.call(() -> loop.start(() -> callerThread().call(() -> errandOfATask(loop, depth + 1))).result());
    }

    private static int errandInErrand(EventLoop loop, int depth) {
        return isLeftOver() ? 0 : callerThread().call(() -> errandInErrand(loop, depth + 1));
    }

    private static int withAFewFrames(EventLoop loop, int depth) {
        return isLeftOver() ? 0 : plainly(depth % 37, () -> loop.call(() -> {
            Async.yieldNow();
            return plainly(depth % 23, () -> callerThread().call(() -> withAFewFrames(loop, depth + 1)));
        }));
    }

    private static int whileItYields(EventLoop loop, int depth) {
        return isLeftOver() ? 0 : loop.call(() -> {
            Task<Integer> errand = callerThread().start(() -> whileItYields(loop, depth + 1));
            while (!errand.isDone()) {
                Async.yieldNow();
            }
            return errand.result();
        });
    }

    private static int plainly(int frames, IntSupplier last) {
        return frames == 0 ? last.getAsInt() : plainly(frames - 1, last) + 1;
    }

    private static void overflows(Recursion recursion) throws InterruptedException {
        try (LoggedFailures _ = new LoggedFailures()) { // there is no stack left to look at some of them
            overflow(recursion);
        }
    }

    private static void overflow(Recursion recursion) throws InterruptedException {
        for (long stack : new long[]{256_000, 400_000}) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            try (EventLoop loop = EventLoop.open(o -> o.withFailureHandler((_, _) -> {}))) {
                Runnable body = () -> {
                    try {
                        recursion.deeper(loop, 0);
                    } catch (Throwable error) {
                        thrown.set(error);
                    }
                };
                Thread thread = new Thread(null, body, "shallow", stack);
                thread.start();
                assertThat(thread.join(Duration.ofSeconds(25))).as("it ended").isTrue();
                assertThat(thrown.get()).isInstanceOf(StackOverflowError.class);
                assertThat(loop.call(() -> loop.start(() -> callerThread().call(() -> "works")).result()))
                        .isEqualTo("works");
            }
        }
    }

    @Test
    void throughCalls() throws Exception {
        overflows(CallerThreadDepthTest::errandInCall);
    }

    @Test
    void throughTasks() throws Exception {
        overflows(CallerThreadDepthTest::errandOfATask);
    }

    @Test
    void throughErrandsAlone() throws Exception {
        overflows((loop, depth) -> loop.call(() -> errandInErrand(loop, depth)));
    }

    @Test
    void throughFramesInBetween() throws Exception {
        overflows(CallerThreadDepthTest::withAFewFrames);
    }

    @Test
    void throughYields() throws Exception {
        overflows(CallerThreadDepthTest::whileItYields);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    @DisplayName("B5: sync, async, sync, a hundred times on a default stack")
    void goesDeepOnADefaultStack() {
        try (EventLoop loop = EventLoop.open()) {
            assertThat(down(loop, 100)).isEqualTo(100);
        }
    }

    private static int down(EventLoop loop, int depth) {
        return depth == 0
                ? 0
                : loop.call(() -> loop.start(() -> callerThread().call(() -> down(loop, depth - 1))).result()) + 1;
    }

    @Test
    void anErrandThatFailsOfItsOwnLeavesTheCallAlone() {
        try (EventLoop loop = EventLoop.open()) {
            String value = loop.call(() -> {
                Task<?> broken = callerThread().start(() -> {
                    throw new OutOfMemoryError("not really");
                });
                assertThatThrownBy(broken::result).isInstanceOf(OutOfMemoryError.class);
                return "went on";
            });
            assertThat(value).isEqualTo("went on");
        }
    }
}
