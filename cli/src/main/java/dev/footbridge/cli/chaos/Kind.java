package dev.footbridge.cli.chaos;

import dev.footbridge.cli.chaos.deeds.Mark;

/**
 * A kind of job.
 *
 * @param name its name, without spaces
 * @param weight how often it comes, beside the others
 * @param harm what its jobs do to their worker
 * @param draw makes one by chance
 */
record Kind(String name, int weight, Harm harm, Draw draw) {

    /** What jobs of a kind do to the worker that they run in. */
    enum Harm {
        /** Nothing: it outlives them, or is killed for their sake by a pool that says so. */
        NONE,
        /** It dies of them. */
        DEADLY,
        /** It may not hear or be heard any more; which time limits find, or its end. */
        CONFUSING
    }

    /** Makes a job of one kind. */
    @FunctionalInterface
    interface Draw {

        /** Makes the job that leaves this mark. */
        Assignment draw(Mark mark, Chance chance);
    }

    /** Kinds that leave the worker alone. */
    static Kind harmless(String name, int weight, Draw draw) {
        return new Kind(name, weight, Harm.NONE, draw);
    }

    /** Kinds that workers die of. */
    static Kind deadly(String name, int weight, Draw draw) {
        return new Kind(name, weight, Harm.DEADLY, draw);
    }
}
