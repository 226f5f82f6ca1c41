package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generators whose bodies have only one thread to run on. */
@Timeout(30)
class ConfinedGeneratorTest {

    private final ThreadPool pool = ThreadPool.confined(o -> o.withName("session"));

    @AfterEach
    void close() {
        pool.close();
    }

    private Generator<Thread> threads() {
        return Generator.open(o -> o.withLevel(pool), out -> {
            for (int i = 0; i < 3; i++) {
                out.emit(Thread.currentThread());
            }
        });
    }

    @Test
    void runsItsBodyOnThatThread() {
        Thread own = pool.call(Thread::currentThread);
        try (Generator<Thread> generator = threads()) {
            assertThat(generator.stream().toList()).isEqualTo(List.of(own, own, own));
        }
    }

    @Test
    void letsOtherJobsRunWhileItsBodyWaits() {
        try (Generator<Thread> generator = threads()) {
            Thread own = generator.next();
            assertThat(pool.call(Thread::currentThread)).isSameAs(own);
            assertThat(generator.next()).isSameAs(own);
        }
    }

    @Test
    @DisplayName("a certain self-deadlock is named: a pull on the thread that the body needs")
    void refusesAPullOnItsOwnThread() {
        try (Generator<Thread> generator = threads()) {
            assertThatThrownBy(() -> pool.call(generator::next)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be pulled on").hasMessageContaining("the only thread of its level");
            assertThat(generator.next()).isNotNull();
            assertThatThrownBy(() -> pool.call(generator::close)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed on");
        }
    }

    @Test
    void closesOneThatNeverBeganOnItsOwnThread() {
        Generator<Thread> generator = threads();
        pool.call(generator::close);
        assertThatThrownBy(generator::next).hasMessageContaining("is closed");
    }

    @Test
    void refusesTheCallersThreadAsItsLevel() {
        try (EventLoop loop = EventLoop.open()) {
            loop.call(() -> {
                Generator<Integer> generator = Generator.open(o -> o.withLevel(Async.callerThread()),
                        out -> out.emit(1));
                assertThatThrownBy(generator::next).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("cannot run the body of a generator");
            });
        }
    }
}
