package dev.footbridge.processes;

import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;

/** A pool inside a job: in a worker it becomes a way back to that pool. */
record PoolHandle(String id, String name) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Serial
    private Object readResolve() throws InvalidObjectException {
        ProcessPool pool = Pools.find(id);
        if (pool == null) {
            throw new InvalidObjectException("process pool '" + name
                    + "' cannot be used here: it belongs to another process, or is closed. Open one here");
        }
        return pool;
    }
}
