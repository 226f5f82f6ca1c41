package dev.footbridge.testkit;

import org.jspecify.annotations.Nullable;

/** What is wrong with a run although its scenario threw nothing. */
final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;

    Wrong(String what) {
        this(what, null);
    }

    Wrong(String what, @Nullable Throwable cause) {
        super(what, cause, true, false);
        this.what = what;
    }

    /** In words. */
    String what() {
        return what;
    }
}
