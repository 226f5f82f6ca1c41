package dev.footbridge.processes.wire;

/**
 * Tells versions of a class apart, for JVMs that may not have the same build: a lambda is known by a number of the
 * compiler's, which is another lambda in the next build.
 */
@FunctionalInterface
public interface Fingerprints {

    /** For JVMs that run the same classes: nothing is told, nothing compared. */
    Fingerprints NONE = _ -> 0;

    /** The fingerprint of this class; zero for one that need not be compared. */
    long of(Class<?> type);
}
