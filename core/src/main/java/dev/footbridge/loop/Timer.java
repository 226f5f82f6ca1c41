package dev.footbridge.loop;

/** One deadline of a loop and what is done then. Guarded by the baton. */
final class Timer {

    static final int NOT_QUEUED = -1;

    final long deadline;
    final Runnable action;
    /** Breaks ties: the one set first fires first. */
    long order;
    /** Its place in the heap. */
    int index = NOT_QUEUED;

    Timer(long deadline, Runnable action) {
        this.deadline = deadline;
        this.action = action;
    }

    boolean isBefore(Timer other) {
        long difference = deadline - other.deadline;
        return difference < 0 || (difference == 0 && order < other.order);
    }
}
