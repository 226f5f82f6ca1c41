package dev.footbridge.sync;

/** What a bounded semaphore of two permits is when one thread at a time uses it. */
public final class SequentialSemaphore {

    private int free = 2;

    /** Takes permits that are there. */
    public boolean tryAcquire(int permits) {
        if (permits > free) {
            return false;
        }
        free -= permits;
        return true;
    }

    /** Gives permits back, none more than were taken. */
    public void release(int permits) {
        if (free + permits > 2) {
            throw new IllegalStateException();
        }
        free += permits;
    }

    public int available() {
        return free;
    }
}
