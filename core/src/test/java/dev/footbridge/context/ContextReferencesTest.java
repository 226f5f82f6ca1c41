package dev.footbridge.context;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.testing.Garbage;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept alive of a context: nothing, once its jobs have ended, though threads, tasks and generators live on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextReferencesTest {

    private static final ContextKey<Object> KEY = ContextKey.of("secret");
    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    private final ContextCarriers.Registration carried = ContextCarriers.register(ContextCarriers.of(LOCAL));
    private final Marks marks = Marks.carried();
    private final Places places = new Places();
    private final List<Object> kept = new ArrayList<>();

    @AfterEach
    void close() {
        places.close();
        marks.close();
        carried.close();
    }

    /** Runs code, whose result is kept, with a secret in its context and its thread. */
    private WeakReference<Object> secret(Callable<?> code) {
        Object secret = new Object();
        LOCAL.set(secret);
        try {
            kept.add(KEY.call(secret, () -> List.of(code.call())));
        } finally {
            LOCAL.remove();
        }
        return new WeakReference<>(secret);
    }

    private static boolean look() {
        return KEY.isSet() && LOCAL.get() != null;
    }

    /** Starts something that takes the context along, and ends. */
    private boolean startsAnother() {
        return look() && places.loop.start(ContextReferencesTest::look).result();
    }

    @Test
    @DisplayName("law 6: an idle worker keeps nothing of a job that started others")
    void isNotKeptByAnIdleWorker() {
        WeakReference<Object> secret = secret(() -> places.loop.start(() -> {
            yieldNow();
            return startsAnother();
        }));
        assertThat(((Task<?>) ((List<?>) kept.getFirst()).getFirst()).result()).isEqualTo(true);
        Garbage.awaitCollected(secret);
    }

    @Test
    @DisplayName("law 6: a thread keeps nothing of a call, nor its loop")
    void isNotKeptByACall() {
        Garbage.awaitCollected(secret(() -> places.loop.call(this::startsAnother)));
    }

    @Test
    @DisplayName("law 6: tasks, kept, keep nothing of what they ran in")
    void isNotKeptByATask() {
        WeakReference<Object> secret = secret(() -> {
            Task<Boolean> onPool = places.pool.start(this::startsAnother);
            onPool.result();
            places.one.start(ContextReferencesTest::look).result();
            return onPool;
        });
        Garbage.awaitCollected(secret);
    }

    @Test
    @DisplayName("law 6: nor does one that was cancelled before it began")
    void isNotKeptByATaskThatNeverBegan() {
        Garbage.awaitCollected(secret(() -> places.loop.call(() -> {
            Task<?> task = places.loop.start(ContextReferencesTest::look);
            task.cancel();
            return List.of(task);
        })));
    }

    @Test
    @DisplayName("law 6: a timer that was taken back keeps nothing")
    void isNotKeptByATimer() {
        Garbage.awaitCollected(secret(() -> {
            var handle = places.loop.callLater(Duration.ofHours(1), () -> look());
            handle.cancel();
            return handle;
        }));
    }

    @Test
    @DisplayName("law 6: futures keep nothing of callbacks that have run")
    void isNotKeptByAFuture() {
        WeakReference<Object> secret = secret(() -> {
            CompletableFuture<Integer> future = places.onLoop.toCompletableFuture();
            return List.of(future, future.thenApply(n -> look() ? n : 0));
        });
        places.gate.complete(null);
        places.onLoop.result();
        assertThat(((CompletableFuture<?>) ((List<?>) ((List<?>) kept.getFirst()).getFirst()).getLast()).join())
                .isEqualTo(1);
        Garbage.awaitCollected(secret);
    }

    @Test
    @DisplayName("law 6: a generator in the middle keeps nothing of the context it was first pulled in")
    void isNotKeptByAGeneratorThatWasPulledWithIt() {
        AsyncGenerator<Integer> items = AsyncGenerator.open(o -> o.withLevel(places.loop), out -> {
            for (int i = 0; i < 3; i++) {
                out.emit(look() ? -1 : i);
            }
        });
        Garbage.awaitCollected(secret(items::next));
        assertThat(items.next()).contains(1);
        items.close();
    }

    @Test
    @DisplayName("law 6: nor of the one it was opened in, once it has ended")
    void isNotKeptByAGeneratorThatHasEnded() {
        WeakReference<Object> secret = secret(() -> {
            AsyncGenerator<Boolean> items = AsyncGenerator.open(o -> o.withLevel(places.loop), out -> out.emit(look()));
            assertThat(items.next()).contains(true);
            assertThat(items.next()).isEmpty();
            return items;
        });
        Garbage.awaitCollected(secret);
    }

    @Test
    @DisplayName("law 6: a coroutine that waits keeps its own values, and no others")
    void isKeptWhileItsJobRuns() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        List<Task<Boolean>> tasks = new ArrayList<>();
        WeakReference<Object> mine = secret(() -> tasks.add(places.loop.start(() -> {
            await(end);
            return look();
        })));
        WeakReference<Object> other = secret(() -> places.loop.start(ContextReferencesTest::look).result());
        Garbage.awaitCollected(other);
        assertThat(mine.refersTo(null)).isFalse();
        end.complete(null);
        assertThat(tasks.getFirst().result()).isTrue();
        Garbage.awaitCollected(mine);
    }

    @Test
    @DisplayName("law 6: the app-wide loop inherits no thread-local from whoever uses it first")
    void isNotInheritedByTheExitHook() throws Exception {
        Async.getEventLoop().close();
        Async.getThreadPool().close();
        InheritableThreadLocal<Object> inheritable = new InheritableThreadLocal<>();
        List<WeakReference<Object>> secret = new ArrayList<>();
        Thread first = Thread.ofPlatform().start(() -> {
            Object value = new Object();
            secret.add(new WeakReference<>(value));
            inheritable.set(value);
            Async.getEventLoop().call(() -> Async.background(() -> 1).result());
        });
        first.join();
        Garbage.awaitCollected(secret.getFirst());
        assertThat(inheritable.get()).isNull(); // and so it lives to here
    }
}
