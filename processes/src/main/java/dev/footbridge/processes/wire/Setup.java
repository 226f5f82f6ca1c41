package dev.footbridge.processes.wire;

import dev.footbridge.processes.RemoteAction;
import dev.footbridge.processes.RemoteFilter;
import dev.footbridge.processes.RemoteKey;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * What a worker is told before its first job.
 *
 * @param poolId the pool's id
 * @param poolName the pool's name
 * @param worker the worker's name
 * @param payloadLimit the most bytes of a job or a result
 * @param heapMark bytes of heap above which it asks to be replaced; zero for no mark
 * @param filter what it may deserialize
 * @param contextKeys the context values that come along with jobs
 * @param initializer runs before its first job
 * @param shutdownHook runs after its last job
 */
public record Setup(String poolId, String poolName, String worker, int payloadLimit, long heapMark, RemoteFilter filter,
        ArrayList<RemoteKey> contextKeys, RemoteAction initializer, RemoteAction shutdownHook) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
}
