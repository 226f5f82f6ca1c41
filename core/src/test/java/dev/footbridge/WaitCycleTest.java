package dev.footbridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.callerThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that wait for each other in a circle. */
@Timeout(30)
@DisplayName("law 2: a circle of waits is refused and named, where it is certain")
class WaitCycleTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withCloseTimeout(Duration.ofSeconds(5)));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));

    @AfterEach
    void close() {
        loop.close();
        other.close();
        pool.close();
    }

    /** A task for each level, each of which waits for the next one, and the last for the first. */
    private static List<Task<String>> circle(Level... levels) {
        List<CompletableFuture<Task<String>>> known = new ArrayList<>();
        List<Task<String>> tasks = new ArrayList<>();
        for (Level _ : levels) {
            known.add(new CompletableFuture<>());
        }
        for (int i = 0; i < levels.length; i++) {
            CompletableFuture<Task<String>> next = known.get((i + 1) % levels.length);
            tasks.add(levels[i].start(() -> await(next).result()));
        }
        for (int i = 0; i < levels.length; i++) {
            known.get(i).complete(tasks.get(i));
        }
        return tasks;
    }

    private static void isRefused(List<Task<String>> tasks) {
        assertThat(Async.complete(tasks)).allSatisfy(task -> assertThat(task.exceptionNow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be waited for here, as nothing in this circle would ever end")
                .hasMessageContaining(" -> ").hasMessageContaining("give it a limit"));
    }

    @Test
    void twoTasksOfALoop() {
        isRefused(circle(loop, loop));
    }

    @Test
    void threeTasksOfALoop() {
        isRefused(circle(loop, loop, loop));
    }

    @Test
    void tasksOfAPool() {
        isRefused(circle(pool, pool, pool));
    }

    @Test
    void tasksOfSeveralLevels() {
        isRefused(circle(loop, pool, other, loop, pool));
    }

    @Test
    void namesTheTasksInOrder() {
        CompletableFuture<Task<String>> back = new CompletableFuture<>();
        Task<String> one = loop.start(() -> await(back).result());
        Task<String> two = other.start(() -> one.result());
        back.complete(two);
        String names = one.name() + " -> " + two.name() + " -> " + one.name();
        String turned = two.name() + " -> " + one.name() + " -> " + two.name();
        assertThatThrownBy(two::result).satisfies(error -> assertThat(error.getMessage()).containsAnyOf(names, turned));
        assertThatThrownBy(one::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void throughFutureGet() {
        CompletableFuture<Task<String>> back = new CompletableFuture<>();
        Task<String> one = pool.start(() -> await(back).get());
        Task<String> two = pool.start(() -> one.get());
        back.complete(two);
        Async.complete(List.of(one, two));
        assertThat(List.of(one, two)).anySatisfy(
                task -> assertThat(task.exceptionNow()).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void throughAnErrandOnTopOfWhatIsWaitedFor() {
        CompletableFuture<Task<String>> call = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Task<String> waits = pool.start(() -> await(call).result());
        Task<String> caller = pool.start(() -> loop.call(() -> {
            begun.complete(null);
            return callerThread().call(() -> waits.result());
        }));
        begun.join();
        call.complete(caller);
        Async.complete(List.of(waits, caller));
        assertThat(List.of(waits, caller)).anySatisfy(task -> assertThat(task.exceptionNow())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("caller thread/"));
    }

    @Test
    void throughACallOfACoroutineInsideIt() {
        CompletableFuture<Task<String>> outer = new CompletableFuture<>();
        Task<String> other = pool.start(() -> await(outer).result());
        Task<String> one = loop.start(() -> loop.call(() -> other.result()));
        outer.complete(one);
        isRefused(List.of(one, other));
    }

    // ---- what is no certain circle

    @Test
    void aLimitBreaksIt() throws Exception {
        CompletableFuture<Task<String>> back = new CompletableFuture<>();
        Task<String> one = loop.start(() -> {
            try {
                return await(back).result(Duration.ofMillis(50));
            } catch (TimeoutException late) {
                return "late";
            }
        });
        Task<String> two = other.start(() -> one.result());
        back.complete(two);
        assertThat(one.result()).isEqualTo("late");
        assertThat(two.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void aLimitOfFutureGetBreaksIt() {
        CompletableFuture<Task<String>> back = new CompletableFuture<>();
        Task<String> one = pool.start(() -> {
            try {
                return await(back).get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return "late";
            }
        });
        Task<String> two = pool.start(() -> one.result());
        back.complete(two);
        assertThat(two.result()).isEqualTo("late");
    }

    @Test
    void aLimitAroundAWaitBreaksIt() {
        CompletableFuture<Task<String>> back = new CompletableFuture<>();
        Task<String> one = loop.start(() -> {
            try {
                return Async.withTimeout(Duration.ofMillis(50), () -> Async.shield(await(back)).result());
            } catch (TimeoutException late) {
                return "late";
            }
        });
        Task<String> two = other.start(() -> one.result());
        back.complete(two);
        assertThat(one.result()).isEqualTo("late");
        assertThat(two.result()).isEqualTo("late");
    }

    @Test
    void aCancelEndsItAsACancel() {
        CompletableFuture<Task<String>> back = new CompletableFuture<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        Task<String> one = loop.start(() -> {
            Task<String> two = await(back);
            await(go);
            return two.result();
        });
        Task<String> two = other.start(() -> one.result());
        back.complete(two);
        one.cancel("enough");
        assertThat(one.outcome()).isEqualTo(new Outcome.Cancelled<String>("enough"));
        assertThat(two.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void aPromiseThatAnybodyMaySettleEndsTheSearch() {
        CompletableFuture<Task<String>> back = new CompletableFuture<>();
        CompletableFuture<String> door = new CompletableFuture<>();
        Task<String> one = loop.start(() -> await(Async.shield(await(back))));
        Task<String> two = loop.start(() -> await(door) + one.isDone());
        back.complete(two);
        Eventually.until(() -> loop.stats().pending() == 2);
        door.complete("opened ");
        assertThat(one.result()).isEqualTo("opened false");
    }
}
