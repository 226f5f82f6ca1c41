package dev.footbridge.internal;

/**
 * Makes sure that there is room on the stack for a hand-over. A stack overflow in the middle of one would lose the
 * baton, and with it the loop; provoked before it, it is the failure of the code that went too deep, and of nothing
 * else.
 */
public final class StackRoom {

    private static final int FRAMES = 72;

    private StackRoom() {}

    /** Throws {@link StackOverflowError} unless some thousand bytes are left. */
    public static void ensure() {
        use(FRAMES, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Wide, so that few calls use much. */
    private static long use(int frames, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j,
            long k, long l, long m, long n, long o, long p) {
        return frames == 0 ? a + p : use(frames - 1, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a) + 1;
    }
}
