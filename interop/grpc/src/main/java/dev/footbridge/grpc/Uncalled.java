package dev.footbridge.grpc;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Failures of answers whose call had been cancelled, so that nobody can be told. */
final class Uncalled {

    private static final System.Logger LOG = System.getLogger("dev.footbridge");

    private Uncalled() {}

    static void report(@Nullable Throwable error) {
        if (error != null && !(error instanceof CancellationException)) {
            LOG.log(System.Logger.Level.ERROR, "the answer to a gRPC call that was cancelled failed", error);
        }
    }
}
