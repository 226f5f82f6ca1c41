package dev.footbridge.laws;

/**
 * What a {@link Program} is made of: the real things, or broken ones.
 *
 * @param groups its task groups
 * @param limits its time limits
 * @param awaiting its waits for one task
 */
record Parts(Groups groups, Limits limits, Awaiting awaiting) {

    /** The real things. */
    static Parts real() {
        return new Parts(Groups.lambdas(), Limits.real(), Awaiting.real());
    }

    Parts with(Groups others) {
        return new Parts(others, limits, awaiting);
    }

    Parts with(Limits others) {
        return new Parts(groups, others, awaiting);
    }

    Parts with(Awaiting others) {
        return new Parts(groups, limits, others);
    }
}
