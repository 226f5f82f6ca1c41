package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.AppWideLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(30)
@Isolated("replaces the app-wide loop")
class IdleEventLoopTest {

    private AppWideLoop app;
    private final CompletableFuture<Integer> door = new CompletableFuture<>();

    @BeforeEach
    void open() {
        app = AppWideLoop.of(o -> o.withName("under test"));
    }

    @AfterEach
    void close() {
        door.complete(1);
        app.close();
    }

    private Task<Integer> keepBusy() {
        return app.loop().start(() -> Async.await(door));
    }

    @Test
    void lendsTheCurrentLoopWhileItIsIdleAndLeavesItOpen() {
        try (LoopLease idle = Async.idleEventLoop()) {
            assertThat(idle.loop()).isSameAs(app.loop());
            assertThat(idle.loop().call(() -> 1)).isEqualTo(1);
        }
        assertThat(app.loop().isClosed()).isFalse();
        assertThat(Async.getEventLoop()).isSameAs(app.loop());
    }

    @Test
    void lendsAFreshLoopWhileTheCurrentOneWaitsAndClosesItAtTheEnd() {
        Task<Integer> busy = keepBusy();
        EventLoop fresh;
        try (LoopLease idle = Async.idleEventLoop()) {
            fresh = idle.loop();
            assertThat(fresh).isNotSameAs(app.loop());
            assertThat(fresh.isIdle()).isTrue();
            assertThat(Async.getEventLoop()).isSameAs(fresh);
            assertThat(Async.start(() -> Async.runningLoop().orElseThrow()).result()).isSameAs(fresh);
            assertThat(Async.block(() -> CompletableFuture.completedFuture(3))).isEqualTo(3);
        }
        assertThat(fresh.isClosed()).isTrue();
        assertThat(Async.getEventLoop()).isSameAs(app.loop());
        door.complete(5);
        assertThat(busy.result()).isEqualTo(5);
    }

    @Test
    void lendsAFreshLoopInsideACoroutine() {
        boolean closed = app.loop().call(() -> {
            EventLoop fresh;
            try (LoopLease idle = Async.idleEventLoop()) {
                fresh = idle.loop();
                assertThat(fresh).isNotSameAs(app.loop());
                assertThat(Async.getEventLoop()).isSameAs(fresh);
                assertThat(Async.runningLoop()).contains(app.loop());
                assertThat(fresh.call(() -> Async.runningLoop().orElseThrow())).isSameAs(fresh);
            }
            return fresh.isClosed() && Async.getEventLoop() == app.loop();
        });
        assertThat(closed).isTrue();
    }

    @Test
    void lendsAFreshLoopWhileACoroutineOfTheCurrentOneRuns() {
        try (Gate gate = new Gate()) {
            Task<Void> running = app.loop().start(gate::pass);
            gate.awaitArrivals(1);
            assertThat(app.loop().isIdle()).isFalse();
            try (LoopLease idle = Async.idleEventLoop()) {
                assertThat(idle.loop()).isNotSameAs(app.loop());
                assertThat(idle.loop().call(() -> 1)).isEqualTo(1);
            }
            gate.open();
            running.result();
        }
        Eventually.until(() -> app.loop().isIdle());
        try (LoopLease idle = Async.idleEventLoop()) {
            assertThat(idle.loop()).isSameAs(app.loop());
        }
    }

    @Test
    void nestsLeases() {
        keepBusy();
        try (LoopLease outer = Async.idleEventLoop()) {
            try (LoopLease inner = Async.idleEventLoop()) {
                assertThat(inner.loop()).isSameAs(outer.loop());
            }
            assertThat(outer.loop().isClosed()).isFalse();
            Task<Integer> busy = outer.loop().start(() -> Async.await(door));
            try (LoopLease inner = Async.idleEventLoop()) {
                assertThat(inner.loop()).isNotSameAs(outer.loop()).isNotSameAs(app.loop());
                assertThat(Async.getEventLoop()).isSameAs(inner.loop());
            }
            assertThat(Async.getEventLoop()).isSameAs(outer.loop());
            door.complete(1);
            assertThat(busy.result()).isEqualTo(1);
        }
        assertThat(Async.getEventLoop()).isSameAs(app.loop());
    }

    @Test
    void finishesTheWorkOfAFreshLoopBeforeItCloses() {
        keepBusy();
        Task<Integer> left;
        try (LoopLease idle = Async.idleEventLoop()) {
            left = idle.loop().start(() -> {
                Async.yieldNow();
                return 9;
            });
        }
        assertThat(left.isDone()).isTrue();
        assertThat(left.result()).isEqualTo(9);
    }

    @Test
    void restoresTheLoopWhenTheBlockFails() {
        keepBusy();
        EventLoop[] fresh = new EventLoop[1];
        assertThatIllegalStateException().isThrownBy(() -> {
            try (LoopLease idle = Async.idleEventLoop()) {
                fresh[0] = idle.loop();
                throw new IllegalStateException("failed inside");
            }
        }).withMessage("failed inside");
        assertThat(fresh[0].isClosed()).isTrue();
        assertThat(Async.getEventLoop()).isSameAs(app.loop());
    }

    @Test
    void concernsOnlyTheThreadThatOpenedIt() {
        keepBusy();
        try (LoopLease idle = Async.idleEventLoop()) {
            assertThat(ForeignThread.of(Async::getEventLoop).value()).isSameAs(app.loop());
            assertThat(ForeignThread.of((Callable<Object>) () -> {
                idle.close();
                return null;
            }).failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("close it where it was opened")
                    .hasMessageContaining("belongs to " + Thread.currentThread());
            assertThat(idle.loop().isClosed()).isFalse();
        }
    }

    @Test
    void doesNothingWhenItIsClosedAgain() {
        keepBusy();
        LoopLease first = Async.idleEventLoop();
        first.close();
        try (LoopLease second = Async.idleEventLoop()) {
            first.close();
            assertThat(Async.getEventLoop()).isSameAs(second.loop());
        }
    }

    @Test
    void offersAnotherLoopOnceTheLeasedOneIsClosed() {
        keepBusy();
        ForeignThread.of(() -> {
            try (LoopLease idle = Async.idleEventLoop()) {
                idle.loop().close();

                assertThat(Async.getEventLoop().isClosed()).isFalse();
                assertThat(Async.start(() -> 4).result()).isEqualTo(4);
            }
            assertThat(Async.getEventLoop()).isSameAs(app.loop());
            return null;
        }).value();
    }

    @Test
    void leavesAUsableLoopWhenLeasesAreClosedInTheWrongOrder() {
        keepBusy();
        ForeignThread.of(() -> {
            LoopLease outer = Async.idleEventLoop();
            Task<Integer> busy = outer.loop().start(() -> Async.await(door));
            LoopLease inner = Async.idleEventLoop();
            door.complete(2);
            busy.result();

            outer.close();
            inner.close();

            assertThat(Async.getEventLoop().isClosed()).isFalse();
            assertThat(Async.getEventLoop()).isSameAs(app.loop());
            return null;
        }).value();
    }

    @Test
    void opensALoopWhenTheAppWideOneIsClosed() {
        app.loop().close();
        try (LoopLease idle = Async.idleEventLoop()) {
            assertThat(idle.loop().isClosed()).isFalse();
            assertThat(idle.loop().call(() -> 1)).isEqualTo(1);
        }
    }
}
