package dev.footbridge.internal;

/**
 * Makes sure that there is room on the stack for a hand-over. A stack overflow in the middle of one would lose the
 * baton, and with it the loop; provoked before it, it is the failure of the code that went too deep, and of nothing
 * else.
 */
public final class StackRoom {

    /** Together some 10 KiB in compiled code, and more in the interpreter. */
    private static final int FRAMES = 20;
    /** Once in so many times the way with many values is taken, or the compiler would leave it out. */
    private static final int SELDOM = 1024;
    private static final long[] ZEROS = new long[64];

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
            long v0 = from[0], v1 = from[1], v2 = from[2], v3 = from[3], v4 = from[4], v5 = from[5], v6 = from[6],
                    v7 = from[7], v8 = from[8], v9 = from[9], v10 = from[10], v11 = from[11], v12 = from[12],
                    v13 = from[13], v14 = from[14], v15 = from[15], v16 = from[16], v17 = from[17], v18 = from[18],
                    v19 = from[19], v20 = from[20], v21 = from[21], v22 = from[22], v23 = from[23], v24 = from[24],
                    v25 = from[25], v26 = from[26], v27 = from[27], v28 = from[28], v29 = from[29], v30 = from[30],
                    v31 = from[31], v32 = from[32], v33 = from[33], v34 = from[34], v35 = from[35], v36 = from[36],
                    v37 = from[37], v38 = from[38], v39 = from[39], v40 = from[40], v41 = from[41], v42 = from[42],
                    v43 = from[43], v44 = from[44], v45 = from[45], v46 = from[46], v47 = from[47], v48 = from[48],
                    v49 = from[49], v50 = from[50], v51 = from[51], v52 = from[52], v53 = from[53], v54 = from[54],
                    v55 = from[55], v56 = from[56], v57 = from[57], v58 = from[58], v59 = from[59], v60 = from[60],
                    v61 = from[61], v62 = from[62], v63 = from[63];
            return reserve(frames - 1, true, from) + v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12
                    + v13 + v14 + v15 + v16 + v17 + v18 + v19 + v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28
                    + v29 + v30 + v31 + v32 + v33 + v34 + v35 + v36 + v37 + v38 + v39 + v40 + v41 + v42 + v43 + v44
                    + v45 + v46 + v47 + v48 + v49 + v50 + v51 + v52 + v53 + v54 + v55 + v56 + v57 + v58 + v59 + v60
                    + v61 + v62 + v63;
        }
        return reserve(frames - 1, false, from) + 1;
    }
}
