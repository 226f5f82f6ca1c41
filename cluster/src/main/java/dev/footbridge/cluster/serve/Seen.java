package dev.footbridge.cluster.serve;

import java.util.HashSet;
import java.util.Set;

/** Which numbers have come: each counts once, whatever is sent again. They come nearly in order. */
final class Seen {

    private static final int MOST = 100_000;

    private long upTo;
    private final Set<Long> above = new HashSet<>();

    /** Whether this number comes for the first time. */
    boolean first(long number) {
        if (number <= upTo || above.size() >= MOST || !above.add(number)) {
            return false;
        }
        while (above.remove(upTo + 1)) {
            upTo++;
        }
        return true;
    }
}
