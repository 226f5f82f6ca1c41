package dev.footbridge;

import static dev.footbridge.Async.callerThread;
import static dev.footbridge.Async.withOwnThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scope that has a thread of its own for code that no thread called. */
@Timeout(30)
@DisplayName("B4: a scope gives one thread for it, nested scopes share")
class OwnThreadTest {

    private final EventLoop loop = EventLoop.open();

    @AfterEach
    void close() {
        loop.close();
    }

    /** As a coroutine that no thread called. */
    private <T> T uncalled(Callable<T> code) {
        Task<T> task = loop.start(code);
        Eventually.until(task::isDone);
        return task.result();
    }

    private static Thread affine() {
        return callerThread().call(Thread::currentThread);
    }

    @Test
    void usesOneThreadInTheScopeAndAnotherOutside() {
        List<Thread> seen = uncalled(() -> {
            List<Thread> threads = new ArrayList<>(List.of(affine()));
            withOwnThread(() -> threads.add(affine()) && threads.add(Async.start(OwnThreadTest::affine).result()));
            threads.add(affine());
            return threads;
        });
        assertThat(seen.get(1)).isSameAs(seen.get(2)).isNotSameAs(seen.get(0));
        assertThat(seen.get(3)).isSameAs(seen.get(0));
        Eventually.until(() -> !seen.get(1).isAlive());
    }

    @Test
    void sharesTheThreadOfAScopeAroundAndGivesOthersTheirOwn() {
        List<Thread> seen = uncalled(() -> withOwnThread(
                () -> List.of(affine(), withOwnThread(OwnThreadTest::affine), affine())));
        assertThat(seen).containsOnly(seen.getFirst());
        assertThat(uncalled(() -> withOwnThread(OwnThreadTest::affine))).isNotSameAs(seen.getFirst());
    }

    @Test
    void comesSecondToTheThreadThatCalled() {
        Thread caller = Thread.currentThread();
        assertThat(loop.call(() -> withOwnThread(OwnThreadTest::affine))).isSameAs(caller);
    }

    @Test
    @DisplayName("B7: leaving it waits for what runs there, and lets the loop go on meanwhile")
    void waitsForItsJobs() {
        Gate gate = new Gate();
        List<String> order = new ArrayList<>();
        uncalled(() -> {
            Async.start(() -> {
                gate.awaitArrivals(1);
                order.add("loop");
                gate.open();
            });
            withOwnThread(() -> callerThread().start(() -> {
                gate.pass();
                order.add("thread");
            }));
            return order.add("left");
        });
        assertThat(order).containsExactly("loop", "thread", "left");
    }

    @Test
    void sendsWhatOutlivesItToTheSharedThread() {
        Gate gate = new Gate();
        Thread shared = uncalled(OwnThreadTest::affine);
        List<Task<Thread>> late = new ArrayList<>();
        uncalled(() -> withOwnThread(() -> late.add(Async.start(() -> {
            Async.toThread(() -> gate.pass()).result();
            return affine();
        }))));
        gate.open();
        assertThat(late.getFirst().result()).isSameAs(shared);
    }

    @Test
    void passesOnWhatTheCodeThrowsAndRefusesNull() {
        assertThatThrownBy(() -> withOwnThread(() -> {
            throw new java.io.IOException("no");
        })).isInstanceOf(java.io.IOException.class);
        assertThatNullPointerException().isThrownBy(() -> withOwnThread((Callable<String>) null))
                .withMessageContaining("the job is null");
    }
}
