package dev.footbridge.cli.levels;

import java.util.BitSet;

/** The CPU-bound work: counting primes by trial division, and the same by a sieve to check it. */
final class Primes {

    private Primes() {}

    /** The number of primes from one number up to, and without, another. */
    static int between(int from, int to) {
        int count = 0;
        for (int n = from; n < to; n++) {
            if (isPrime(n)) {
                count++;
            }
        }
        return count;
    }

    /** The number of primes below a number, found in another way. */
    static int below(int end) {
        BitSet composite = new BitSet(end);
        int count = 0;
        for (int n = 2; n < end; n++) {
            if (!composite.get(n)) {
                count++;
                for (long m = (long) n * n; m < end; m += n) {
                    composite.set((int) m);
                }
            }
        }
        return count;
    }

    private static boolean isPrime(int n) {
        if (n < 4) {
            return n >= 2;
        }
        if (n % 2 == 0) {
            return false;
        }
        for (int d = 3; (long) d * d <= n; d += 2) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }
}
