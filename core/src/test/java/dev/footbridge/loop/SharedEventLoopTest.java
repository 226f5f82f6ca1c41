package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedEventLoopTest {

    private final SharedEventLoop shared = SharedEventLoop.of(o -> o.withName("mail"));

    @Test
    @DisplayName("A12: users that overlap get the same loop, the last one out closes it, a later one gets a new one")
    void isSharedByUsersThatOverlap() {
        EventLoop first;
        try (SharedEventLoop.Use one = shared.acquire()) {
            first = one.loop();
            assertThat(first.name()).isEqualTo("mail");
            try (SharedEventLoop.Use two = shared.acquire()) {
                assertThat(two.loop()).isSameAs(first);
                assertThat(two.loop().call(() -> "served")).isEqualTo("served");
            }
            assertThat(first.isClosed()).isFalse();
            assertThat(one.loop().call(() -> "still served")).isEqualTo("still served");
            SharedEventLoop.Use three = shared.acquire();
            assertThat(three.loop()).isSameAs(first);
            three.close();
        }
        assertThat(first.isClosed()).isTrue();
        try (SharedEventLoop.Use later = shared.acquire()) {
            assertThat(later.loop()).isNotSameAs(first);
            assertThat(later.loop().isClosed()).isFalse();
        }
        assertThatThrownBy(() -> first.call(() -> 1)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @DisplayName("A12: it does not matter who leaves last, nor how often somebody leaves")
    void countsEachUseOnce() {
        SharedEventLoop.Use one = shared.acquire();
        SharedEventLoop.Use two = shared.acquire();
        one.close();
        one.close();
        one.close();
        assertThat(two.loop().isClosed()).isFalse();
        two.close();
        assertThat(two.loop().isClosed()).isTrue();
        two.close();
        try (SharedEventLoop.Use three = shared.acquire()) {
            one.close();
            assertThat(three.loop().isClosed()).isFalse();
        }
    }

    @Test
    @DisplayName("A12: the last one out waits for the tasks; who comes meanwhile gets a loop of its own")
    void waitsForTheTasks() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        SharedEventLoop.Use last = shared.acquire();
        Task<String> task = last.loop().start(() -> Async.await(gate));
        ForeignThread<Boolean> leaving = ForeignThread.of(() -> {
            last.close();
            return true;
        });
        Eventually.until(() -> last.loop().isClosed());
        leaving.awaitWaiting();
        try (SharedEventLoop.Use next = shared.acquire()) {
            assertThat(next.loop()).isNotSameAs(last.loop());
            assertThat(next.loop().call(() -> "served")).isEqualTo("served");
        }
        assertThat(leaving.hasEnded()).isFalse();
        gate.complete("finished");
        assertThat(leaving.value()).isTrue();
        assertThat(task.resultNow()).isEqualTo("finished");
    }

    @Test
    @DisplayName("A12: the threads of a loop that has ended are gone")
    void leavesNoThreads() {
        AtomicReference<Thread> worker = new AtomicReference<>();
        try (SharedEventLoop.Use use = shared.acquire()) {
            Task<Void> task = use.loop().start(() -> worker.set(Thread.currentThread()));
            Eventually.until(task::isDone);
            assertThat(worker.get().isAlive()).isTrue();
        }
        Eventually.until(() -> !worker.get().isAlive());
    }

    @Test
    @DisplayName("A12: under many threads that come and go no use ever meets a closed loop, and all loops end")
    void survivesManyUsers() {
        CountDownLatch start = new CountDownLatch(1);
        List<ForeignThread<List<EventLoop>>> users = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            users.add(ForeignThread.of(() -> {
                List<EventLoop> used = new ArrayList<>();
                start.await();
                for (int i = 0; i < 300; i++) {
                    try (SharedEventLoop.Use use = shared.acquire()) {
                        used.add(use.loop());
                        assertThat(use.loop().call(() -> use.loop().start(() -> 1).result())).isEqualTo(1);
                    }
                }
                return used;
            }));
        }
        start.countDown();
        List<EventLoop> loops = users.stream().flatMap(user -> user.value().stream()).distinct().toList();
        assertThat(loops).isNotEmpty().allMatch(EventLoop::isClosed).allMatch(loop -> loop.stats().pending() == 0);
    }

    @Test
    @DisplayName("A12: a coroutine of the loop cannot end a use, which would wait for itself, and nothing is lost by the try")
    void refusesToBeLeftByItsOwnCoroutine() {
        SharedEventLoop.Use use = shared.acquire();
        assertThatIllegalStateException().isThrownBy(() -> use.loop().call(use::close)).withMessageContaining("mail");
        assertThat(use.loop().isClosed()).isFalse();
        use.close();
        assertThat(use.loop().isClosed()).isTrue();
    }

    @Test
    @DisplayName("A12: a loop that somebody closed or aborted under its users is replaced for the next one")
    void replacesALoopThatWasClosed() {
        SharedEventLoop.Use robbed = shared.acquire();
        robbed.loop().abort();
        try (SharedEventLoop.Use next = shared.acquire()) {
            assertThat(next.loop().call(() -> "served")).isEqualTo("served");
            robbed.close();
            assertThat(next.loop().call(() -> "still served")).isEqualTo("still served");
        }
    }

    @Test
    @DisplayName("A12: may be used inside coroutines of other loops and across them")
    void isUsedInsideCoroutines() {
        assertThat(EventLoop.run(() -> {
            try (SharedEventLoop.Use use = shared.acquire()) {
                use.loop().start(() -> Async.sleep(Duration.ofMillis(5)));
                return use.loop().call(() -> "inside");
            }
        })).isEqualTo("inside");
    }

    @Test
    @DisplayName("A12: options that fail do not count as a use")
    void survivesBrokenOptions() {
        AtomicReference<RuntimeException> broken = new AtomicReference<>(new IllegalStateException("broken options"));
        SharedEventLoop fragile = SharedEventLoop.of(o -> {
            RuntimeException failure = broken.get();
            if (failure != null) {
                throw failure;
            }
            return o;
        });
        assertThatThrownBy(fragile::acquire).isSameAs(broken.get());
        broken.set(null);
        SharedEventLoop.Use use = fragile.acquire();
        use.close();
        assertThat(use.loop().isClosed()).isTrue();
    }
}
