package dev.footbridge.cluster.serve;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which numbers have come: each counts once, whatever is sent again. They come nearly in order; one that is missing for long
 * will not come any more.
 */
final class Seen {

    private static final int MOST = 10_000;

    private final NavigableSet<Long> above = new TreeSet<>();
    private long upTo;

    /** Whether this number comes for the first time. */
    boolean first(long number) {
        if (number <= upTo || !above.add(number)) {
            return false;
        }
        if (above.size() > MOST) {
            upTo = above.removeFirst();
        }
        while (above.remove(upTo + 1)) {
            upTo++;
        }
        return true;
    }
}
