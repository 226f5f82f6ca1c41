package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.AppWideLoop;
import dev.footbridge.testing.AppWidePool;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(30)
@Isolated("replaces what is app-wide")
class AppWideTest {

    @Test
    void opensTheLoopWhenItIsFirstNeededAndKeepsIt() {
        EventLoop loop = Async.getEventLoop();

        assertThat(loop.isClosed()).isFalse();
        assertThat(Async.getEventLoop()).isSameAs(loop);
        assertThat(ForeignThread.of(Async::getEventLoop).value()).isSameAs(loop);
        assertThat(Async.start(() -> Async.runningLoop().orElseThrow()).result()).isSameAs(loop);
    }

    @Test
    void opensAnotherLoopOnceItIsClosed() {
        EventLoop first = Async.getEventLoop();
        first.close();

        EventLoop second = Async.getEventLoop();

        assertThat(second).isNotSameAs(first);
        assertThat(second.isClosed()).isFalse();
        assertThat(Async.start(() -> 1).result()).isEqualTo(1);
        assertThat(Async.block(() -> CompletableFuture.completedFuture(2))).isEqualTo(2);
    }

    @Test
    void usesTheLoopThatWasSetUntilItIsClosed() {
        try (AppWideLoop own = AppWideLoop.of(o -> o.withName("own"))) {
            assertThat(Async.getEventLoop()).isSameAs(own.loop());
            assertThat(Async.start(() -> Async.runningLoop().orElseThrow()).result()).isSameAs(own.loop());
            assertThat(Async.start(() -> 1).name()).startsWith("own/");
        }
        assertThat(Async.getEventLoop().name()).isEqualTo("app");
        assertThat(Async.start(() -> 1).result()).isEqualTo(1);
    }

    @Test
    void refusesASecondLoopWhileTheFirstIsOpen() {
        try (AppWideLoop own = AppWideLoop.of(o -> o.withName("first"));
                EventLoop second = EventLoop.open(o -> o.withName("second"))) {
            assertThatIllegalStateException().isThrownBy(() -> Async.setEventLoop(second))
                    .withMessage("the app-wide event loop is set and open (event loop 'first'): close it before setting"
                            + " another");
            Async.setEventLoop(own.loop());
            assertThat(Async.getEventLoop()).isSameAs(own.loop());

            own.loop().close();
            Async.setEventLoop(second);
            assertThat(Async.getEventLoop()).isSameAs(second);
        }
        assertThat(Async.getEventLoop().isClosed()).isFalse();
    }

    @Test
    void refusesAClosedLoopAndNull() {
        EventLoop closed = EventLoop.open(o -> o.withName("shut"));
        closed.close();

        assertThatIllegalArgumentException().isThrownBy(() -> Async.setEventLoop(closed))
                .withMessage("the app-wide event loop must be open (event loop 'shut' is closed)");
        assertThatNullPointerException().isThrownBy(() -> Async.setEventLoop(null)).withMessageContaining("null");
        assertThatNullPointerException().isThrownBy(() -> Async.setThreadPool(null)).withMessageContaining("null");
    }

    @Test
    void opensOneLoopForAllWhoAskAtOnce() {
        Async.getEventLoop().close();
        List<ForeignThread<EventLoop>> askers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            askers.add(ForeignThread.of(Async::getEventLoop));
        }

        assertThat(askers.stream().map(ForeignThread::value).distinct()).hasSize(1);
    }

    @Test
    void usesTheRunningLoopInACoroutine() {
        try (EventLoop loop = EventLoop.open(o -> o.withName("mine"))) {
            assertThat(loop.call(() -> Async.start(() -> Async.runningLoop().orElseThrow()).result())).isSameAs(loop);
            assertThat(loop.call(Async::getEventLoop)).isNotSameAs(loop);
        }
    }

    @Test
    void opensAnotherPoolOnceItIsClosed() {
        ThreadPool first = Async.getThreadPool();
        first.close();

        ThreadPool second = Async.getThreadPool();

        assertThat(second).isNotSameAs(first);
        assertThat(second.name()).isEqualTo("app-threads");
        assertThat(Async.run(() -> 1).result()).isEqualTo(1);
    }

    @Test
    void usesThePoolThatWasSetUntilItIsClosed() throws Exception {
        AsyncCallable<String> bound = Async.toAsync(() -> Thread.currentThread().getName());
        try (AppWidePool own = AppWidePool.of(o -> o.withName("own"))) {
            assertThat(Async.getThreadPool()).isSameAs(own.pool());
            assertThat(Async.run(() -> Thread.currentThread().getName()).result()).startsWith("own/");
            assertThat(Async.await(bound)).startsWith("own/");
        }
        assertThat(Async.await(bound)).startsWith("app-threads/");
    }

    @Test
    void refusesASecondPoolWhileTheFirstIsOpen() {
        try (AppWidePool own = AppWidePool.of(o -> o.withName("first"));
                ThreadPool second = ThreadPool.open(o -> o.withName("second"))) {
            assertThatIllegalStateException().isThrownBy(() -> Async.setThreadPool(second))
                    .withMessage(
                            "the app-wide thread pool is set and open (thread pool 'first'): close it before setting"
                                    + " another");
            own.close();
            Async.setThreadPool(second);
            assertThat(Async.getThreadPool()).isSameAs(second);
        }
        ThreadPool closed = ThreadPool.open();
        closed.close();
        assertThatIllegalArgumentException().isThrownBy(() -> Async.setThreadPool(closed))
                .withMessageContaining("the app-wide thread pool must be open");
    }
}
