package dev.footbridge.cluster;

import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/** A cluster inside a job: in the member that runs it, it becomes that member's. */
record ClusterHandle(String name, int retries, Duration limit) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Serial
    private Object readResolve() throws InvalidObjectException {
        if (!Clusters.CURRENT.isSet() || !Clusters.CURRENT.get().name().equals(name)) {
            throw new InvalidObjectException("cluster '" + name
                    + "' cannot be used here: this JVM does not run a job for it. Open it here");
        }
        Cluster here = Clusters.CURRENT.get();
        return here.repeatable(retries).within(limit);
    }
}
