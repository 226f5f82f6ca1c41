package dev.footbridge.threads;

/** Says which jobs may run, and is told of those that do. Guarded by the lock of {@link Slots}. */
interface Admission {

    /** How many jobs may run at once at most. */
    int limit();

    /** Whether one more may run, the first in line. */
    boolean admits(PoolJob<?> job, int running);

    /** Whether one more may run that has waited and ran before. */
    boolean readmits(PoolJob<?> job, int running);

    /** Whether there may be room for more than one at a time, or none after one has left. */
    default boolean isElastic() {
        return false;
    }

    /** The job got a place. */
    default void began(PoolJob<?> job) {}

    /** The job gave its place back to wait. */
    default void paused(PoolJob<?> job) {}

    /** The job has its place again. */
    default void resumed(PoolJob<?> job) {}

    /** The job needs its place no more. What was read on its own thread before comes with it. */
    default void ended(PoolJob<?> job, Reading reading) {}

    /** There was no thread for a job that had a place: it goes back to the line, if this says so. */
    default boolean takesBack(PoolJob<?> job, int running) {
        return false;
    }

    /** Reads, without the lock, what is to be known when a job ends on this thread. */
    default Reading read() {
        return Reading.NOTHING;
    }

    /** Jobs that run and are blocked. */
    default int blocked() {
        return 0;
    }

    /** Why the number of those that may run last changed. */
    String lastChange();

    /**
     * What the end of a job teaches.
     *
     * @param cpu the processor time its thread has had, or -1
     * @param spare whether a processor was idle lately
     */
    record Reading(long cpu, boolean spare) {
        static final Reading NOTHING = new Reading(-1, false);
    }

    /**
     * So many, whatever they do.
     *
     * @param limit how many
     * @param lastChange why it is so many, in words
     */
    record Fixed(int limit, String lastChange) implements Admission {

        static final Fixed ONE_THREAD = new Fixed(1, "all jobs have one thread");

        static Fixed threadPerJob(int limit) {
            return new Fixed(limit, "each job has a thread of its own");
        }

        @Override
        public boolean admits(PoolJob<?> job, int running) {
            return running < limit;
        }

        @Override
        public boolean readmits(PoolJob<?> job, int running) {
            return running < limit;
        }
    }
}
