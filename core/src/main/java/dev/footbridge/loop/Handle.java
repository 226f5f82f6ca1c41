package dev.footbridge.loop;

/** A callback that was handed to an event loop. Any thread may use it. */
public interface Handle {

    /**
     * Takes the callback back.
     *
     * @return false if it has begun, or was taken back before
     */
    boolean cancel();

    /** Whether it was taken back. */
    boolean isCancelled();
}
