package dev.footbridge.cluster;

import dev.footbridge.context.ContextKey;

/** Which cluster the calling code is a job of. */
final class Clusters {

    /** Goes with the context of a job into all that it starts. */
    static final ContextKey<Cluster> CURRENT = ContextKey.of("dev.footbridge.cluster");

    private Clusters() {}
}
