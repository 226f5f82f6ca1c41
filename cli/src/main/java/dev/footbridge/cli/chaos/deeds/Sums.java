package dev.footbridge.cli.chaos.deeds;

import java.util.SplittableRandom;

/** Results that both sides can compute. */
public final class Sums {

    private static final long ODD = 0x9E3779B97F4A7C15L;

    private Sums() {}

    /** A number that nobody guesses. */
    public static long of(long number) {
        long mixed = (number + 1) * ODD;
        mixed = (mixed ^ (mixed >>> 29)) * ODD;
        return mixed ^ (mixed >>> 32);
    }

    /** The same so many times over: work for a processor. */
    public static long chain(long number, int rounds) {
        long value = number;
        for (int i = 0; i < rounds; i++) {
            value = of(value);
        }
        return value;
    }

    /** So many bytes, the same for the same number. */
    public static byte[] bytes(long number, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(number).nextBytes(bytes);
        return bytes;
    }
}
