package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardTest {

    private static final int THREADS = 8;
    private static final int SECTIONS = 20_000;

    /** Not volatile, not atomic: right only if one section sees the one before. */
    private int counted;

    @Test
    void letsOneSectionRunAtATime() throws Exception {
        Guard guard = new Guard();

        count(guard::lock, guard::unlock);

        assertThat(counted).isEqualTo(THREADS * SECTIONS);
    }

    @Test
    void wouldBeSeenToLetTwoIn() throws Exception {
        for (int tries = 0; tries < 50; tries++) {
            count(() -> {}, () -> {});
            if (counted != THREADS * SECTIONS) {
                return;
            }
        }
        throw new AssertionError("sections without a guard lost no count: the test above cannot fail");
    }

    @Test
    void letsItsHolderInAgain() {
        Guard guard = new Guard();
        guard.lock();
        guard.lock();
        guard.unlock();
        guard.lock();
        guard.unlock();
        guard.unlock();
        guard.lock(); // would sleep for ever if something were left over
        guard.unlock();
        assertThat(counted).isZero();
    }

    @Test
    void staysTheHoldersUntilTheOutermostSectionEnds() throws Exception {
        Guard guard = new Guard();
        guard.lock();
        guard.lock();
        guard.unlock();
        Thread other = Thread.ofPlatform().start(() -> {
            guard.lock();
            counted = 1;
            guard.unlock();
        });
        other.join(50);
        assertThat(counted).isZero();
        guard.unlock();
        other.join();
        assertThat(counted).isEqualTo(1);
    }

    @Test
    void keepsTheInterruptOfAThreadThatWaits() throws Exception {
        Guard guard = new Guard();
        guard.lock();
        List<Boolean> interrupted = new ArrayList<>();
        Thread other = Thread.ofPlatform().start(() -> {
            guard.lock();
            guard.unlock();
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        while (other.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        other.interrupt();
        guard.unlock();
        other.join();
        assertThat(interrupted).containsExactly(true);
    }

    private void count(Runnable lock, Runnable unlock) throws InterruptedException {
        counted = 0;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            threads.add(builder.start(() -> {
                for (int section = 0; section < SECTIONS; section++) {
                    lock.run();
                    int seen = counted;
                    Thread.onSpinWait(); // wide enough for another one to come between
                    counted = seen + 1;
                    unlock.run();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
