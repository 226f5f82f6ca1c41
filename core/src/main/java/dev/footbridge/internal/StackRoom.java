package dev.footbridge.internal;

/**
 * Makes sure that there is room on the stack for a hand-over. A stack overflow in the middle of one would lose the
 * baton, and with it the loop; provoked before it, it is the failure of the code that went too deep, and of nothing
 * else.
 */
public final class StackRoom {

    /** Together some 10 KiB in compiled code, and more in the interpreter. */
    private static final int FRAMES = 64;
    /** Once in so many times the way with many values is taken, or the compiler would leave it out. */
    private static final int SELDOM = 1024;
    private static final long[] ZEROS = new long[32];

    /** Counts may get lost: it only has to come round now and then. */
    private static int times;

    private StackRoom() {}

    /** Throws {@link StackOverflowError} unless some thousand bytes are left. */
    public static void ensure() {
        if (reserve(FRAMES, (++times & SELDOM - 1) == 0, ZEROS) < 0) {
            throw new AssertionError("a sum of zeros is below zero");
        }
    }

    /**
     * A frame has room for all values that any way through the method keeps across a call, whichever way is taken: so few
     * calls reserve much, and touch little of it.
     */
    private static long reserve(int frames, boolean seldom, long[] from) {
        if (frames == 0) {
            return 0;
        }
        if (seldom) {
            long v0 = from[0], v1 = from[1], v2 = from[2], v3 = from[3], v4 = from[4], v5 = from[5],
                    v6 = from[6], v7 = from[7], v8 = from[8], v9 = from[9], v10 = from[10], v11 = from[11],
                    v12 = from[12], v13 = from[13], v14 = from[14], v15 = from[15], v16 = from[16], v17 = from[17],
                    v18 = from[18], v19 = from[19], v20 = from[20], v21 = from[21], v22 = from[22], v23 = from[23],
                    v24 = from[24], v25 = from[25], v26 = from[26], v27 = from[27], v28 = from[28], v29 = from[29],
                    v30 = from[30], v31 = from[31];
            return reserve(frames - 1, true, from) + v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12
                    + v13 + v14 + v15
                    + v16 + v17 + v18 + v19 + v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31;
        }
        return reserve(frames - 1, false, from) + 1;
    }
}
