package dev.footbridge.processes.wire;

import dev.footbridge.processes.RemoteAction;
import dev.footbridge.processes.RemoteFilter;
import dev.footbridge.processes.RemoteKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
        List<RemoteKey> contextKeys, RemoteAction initializer, RemoteAction shutdownHook) {

    /** A hook that does nothing. No lambda: the cache of workers' classes cannot hold one that is serializable. */
    private enum NoHook implements RemoteAction {
        INSTANCE;

        @Override
        public void run() {}
    }

    /** A hook that does nothing. */
    public static final RemoteAction NO_HOOK = NoHook.INSTANCE;

    private static final int KEYS_BEFORE = 3;

    private boolean isPlain() {
        return filter == DefaultFilter.INSTANCE && contextKeys.isEmpty() && initializer == NO_HOOK
                && shutdownHook == NO_HOOK;
    }

    /**
     * As bytes. Objects are serialized only if there are any: a new JVM is slow at that. {@code what} is for the message
     * when they cannot be.
     */
    public byte[] encode(Codec codec, Supplier<String> what) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, poolId);
            write(out, poolName);
            write(out, worker);
            out.writeInt(payloadLimit);
            out.writeLong(heapMark);
            if (!isPlain()) {
                ArrayList<Serializable> objects = new ArrayList<>(List.of(filter, initializer, shutdownHook));
                objects.addAll(contextKeys);
                out.write(codec.encode(objects, what));
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The set-up of these bytes. */
    public static Setup decode(byte[] bytes, Codec codec) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String poolId = read(in);
            String poolName = read(in);
            String worker = read(in);
            int payloadLimit = in.readInt();
            long heapMark = in.readLong();
            byte[] rest = in.readAllBytes();
            if (rest.length == 0) {
                return new Setup(poolId, poolName, worker, payloadLimit, heapMark, DefaultFilter.INSTANCE, List.of(),
                        NO_HOOK, NO_HOOK);
            }
            if (!(codec.decode(rest, () -> "the set-up of the worker") instanceof List<?> objects)) {
                throw new ProtocolException("the pool did not say how the worker is set up");
            }
            List<RemoteKey> keys = new ArrayList<>();
            for (Object key : objects.subList(KEYS_BEFORE, objects.size())) {
                keys.add((RemoteKey) key);
            }
            return new Setup(poolId, poolName, worker, payloadLimit, heapMark, (RemoteFilter) objects.get(0), keys,
                    (RemoteAction) objects.get(1), (RemoteAction) objects.get(2));
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
