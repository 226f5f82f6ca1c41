package dev.footbridge.cluster.serve;

import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.wire.CodePrints;
import dev.footbridge.cluster.wire.Packet.Code;
import dev.footbridge.cluster.wire.Packet.Fetch;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Classes that are missing here, from the submitter whose jobs need them; kept as long as that is in sight. What is here is taken
 * from here.
 */
final class SentClasses extends ClassLoader implements CodePrints.Source {

    static {
        registerAsParallelCapable();
    }

    private static final long SECONDS = 30;
    private static final byte[] NONE = {};

    private final Line line;
    private final AtomicLong lastRequest = new AtomicLong();
    private final Map<Long, CompletableFuture<byte[]>> asked = new ConcurrentHashMap<>();
    private final Map<String, byte[]> code = new ConcurrentHashMap<>();
    private volatile boolean closed;

    SentClasses(ClassLoader own, Line line) {
        super("footbridge-sent", own);
        this.line = line;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = fetch(name);
        if (bytes.length == 0) {
            throw new ClassNotFoundException(name);
        }
        code.put(name, bytes);
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public byte[] codeOf(String className) {
        return code.getOrDefault(className, NONE);
    }

    private byte[] fetch(String name) throws ClassNotFoundException {
        long request = lastRequest.incrementAndGet();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        asked.put(request, answer);
        try {
            if (closed) {
                throw new ClassNotFoundException(name);
            }
            line.add(new Fetch(request, name));
            line.flush();
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new ClassNotFoundException(name, cancelled);
        } catch (ExecutionException | TimeoutException failed) {
            throw new ClassNotFoundException(name + " (its submitter did not send it)", failed);
        } finally {
            asked.remove(request);
        }
    }

    /** The submitter answers. */
    void answered(Code answer) {
        CompletableFuture<byte[]> waiting = asked.get(answer.request());
        if (waiting != null) {
            waiting.complete(answer.bytes());
        }
    }

    /** The submitter is lost. */
    void close() {
        closed = true;
        asked.values().forEach(waiting -> waiting.complete(NONE));
    }
}
