package dev.footbridge.internal;

/** When the runs of a scheduled job come. */
sealed interface Rhythm {

    /** When the next run comes, for one that was due then and has ended now. */
    long next(long due, long now);

    /** One run. */
    enum Once implements Rhythm {
        ONCE;

        @Override
        public long next(long due, long now) {
            return Strand.NEVER;
        }
    }

    /** Counted from when the last run was due, however late it was: so runs catch up, and do not drift. */
    record FixedRate(long nanos) implements Rhythm {
        @Override
        public long next(long due, long now) {
            return due + nanos;
        }
    }

    /** Counted from the end of the last run. */
    record FixedDelay(long nanos) implements Rhythm {
        @Override
        public long next(long due, long now) {
            return now + nanos;
        }
    }
}
