package dev.footbridge.cli.perf;

import dev.footbridge.cli.http.CallFailure;
import java.io.IOException;

/** Makes calls, and turns a failure into the line that the user is to see. */
final class Calls {

    private Calls() {}

    static void make(Way way, Target target, int calls) {
        try {
            way.makeCalls(target, calls);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException failure) {
                    throw CallFailure.of(target.uri(), failure);
                }
            }
            throw new IllegalStateException(way.name() + " failed: " + e, e);
        }
    }
}
