package dev.footbridge.cli.bench.hosts;

/**
 * How much is done, by both sides alike.
 *
 * @param warmUps rounds that do not count
 * @param calls calls one after another in a round
 * @param crowd calls at once in a round
 * @param unequal jobs for members of unequal speed
 * @param nested jobs inside jobs
 */
record Effort(int warmUps, int calls, int crowd, int unequal, int nested) {

    static final int MEMBERS = 3;
    static final int SLOTS = 4;

    static final Effort FULL = new Effort(3, 2_000, 20_000, 300, 2_000);
    static final Effort QUICK = new Effort(0, 200, 1_000, 300, 2_000);

    /** Whether the JVMs are warm. */
    boolean isWarm() {
        return warmUps > 0;
    }
}
