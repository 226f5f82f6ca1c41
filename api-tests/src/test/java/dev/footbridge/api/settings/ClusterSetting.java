package dev.footbridge.api.settings;

import dev.footbridge.cluster.ClusterTls;

/** Keys, and work for other hosts. */
public class ClusterSetting extends Setting {

    protected ClusterTls keys;
    protected long seed;

    protected static int simulate(long seed) {
        throw new UnsupportedOperationException();
    }
}
