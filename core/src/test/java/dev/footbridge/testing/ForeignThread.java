package dev.footbridge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A platform thread that Footbridge does not know, running one piece of work: the caller at the far end of a bridge. It
 * keeps what the work came to, and whether the thread's interrupt flag was set when the work had ended.
 */
public final class ForeignThread<T> {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private T value;
    private Throwable failure;
    private boolean flag;

    private ForeignThread(Callable<T> work) {
        thread = Thread.ofPlatform().daemon().name("foreign").start(() -> {
            try {
                value = work.call();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            flag = Thread.currentThread().isInterrupted();
            ended.countDown();
        });
    }

    /** Starts the work. */
    public static <T> ForeignThread<T> of(Callable<T> work) {
        return new ForeignThread<>(work);
    }

    /** Waits until the work waits for something, or has ended. */
    public ForeignThread<T> awaitWaiting() {
        Eventually.until(() -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        });
        return this;
    }

    /** Interrupts the thread. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Whether the work has ended. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** The value; fails the test if the work threw. */
    public T value() {
        awaitEnd();
        assertThat(failure).isNull();
        return value;
    }

    /** What the work threw; fails the test if it did not. */
    public Throwable failure() {
        awaitEnd();
        assertThat(failure).as("what a thread that ended with %s threw", value).isNotNull();
        return failure;
    }

    /** Whether the interrupt flag was set at the end. */
    public boolean wasInterrupted() {
        awaitEnd();
        return flag;
    }

    private void awaitEnd() {
        try {
            assertThat(ended.await(20, TimeUnit.SECONDS)).as("the foreign thread ends").isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("the test was interrupted while it waited for a foreign thread", interrupted);
        }
    }
}
