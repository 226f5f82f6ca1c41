package dev.footbridge.context;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Jobs by the million, each with a value of its own, which goes from a plain thread through a call, a pool and a coroutine
 * to a callback or a timer. {@link ContextLeakTest} runs this in a small heap and reads what it prints.
 */
final class ContextLeakPrograms {

    /** A value, of some size. */
    private record Value(long job, byte[] weight) {}

    private static final ContextKey<Value> KEY = ContextKey.of("value");
    private static final ThreadLocal<Value> LOCAL = new ThreadLocal<>();
    private static final int AT_ONCE = 256;
    private static final int ONE_IS_A_TIMER_IN = 8;

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool pool = ThreadPool.open(o -> o.withLimit(8));
    private final int jobs;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    /** The last threads that ran something; more would be a leak of its own. */
    private final AtomicReferenceArray<Thread> threads = new AtomicReferenceArray<>(1_024);
    private final AtomicInteger seenThreads = new AtomicInteger();
    private final List<Long> heap = new ArrayList<>();
    private final List<WeakReference<Value>> last = new ArrayList<>();

    private ContextLeakPrograms(int jobs) {
        this.jobs = jobs;
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "carried" -> ContextCarriers.register(ContextCarriers.of(LOCAL));
            case "left on threads" -> ContextCarriers.register(new Leaving());
            case "kept" -> ContextCarriers.register(new Keeping());
            default -> throw new IllegalArgumentException(args[0]);
        }
        new ContextLeakPrograms(Integer.parseInt(args[1])).run();
    }

    private void run() throws Exception {
        for (int tenth = 1; tenth <= 10; tenth++) {
            for (int i = 0; i < jobs / 10; i++) {
                begin(i, tenth == 10 && i >= jobs / 10 - AT_ONCE);
            }
            room.acquire(AT_ONCE); // all have ended
            room.release(AT_ONCE);
            heap.add(usedHeap());
        }
        System.out.println("looks: " + looks + ", wrong: " + wrong);
        System.out.println("heap grew by kB: " + (heap.stream().mapToLong(bytes -> bytes).max().orElseThrow() - heap
                .getFirst()) / 1024);
        System.out.println("threads with a value: " + threadsWithAValue());
        System.out.println("last values kept: " + last.stream().filter(value -> !value.refersTo(null)).count() + " of "
                + last.size());
        Reference.reachabilityFence(this); // loop and pool, idle, are there to the end
        loop.close();
        pool.close();
    }

    private void begin(long job, boolean watched) throws Exception {
        room.acquire();
        Value value = new Value(job, new byte[64]);
        if (watched) {
            last.add(new WeakReference<>(value));
        }
        LOCAL.set(value);
        try (ContextKey.Binding _ = KEY.bind(value)) {
            loop.call(() -> {
                look(job);
                pool.start(() -> onPool(job));
            });
        } finally {
            LOCAL.remove();
        }
    }

    private void onPool(long job) {
        look(job);
        if (job % ONE_IS_A_TIMER_IN == 0) {
            loop.callLater(Duration.ZERO, () -> end(job));
        } else {
            Task<Void> coroutine = loop.start(() -> look(job));
            coroutine.thenRun(() -> end(job));
        }
    }

    private void end(long job) {
        look(job);
        room.release();
    }

    private void look(long job) {
        Value local = LOCAL.get();
        if (local == null || local.job() != job || KEY.get() != local) {
            wrong.incrementAndGet();
        }
        looks.incrementAndGet();
        threads.set(seenThreads.getAndIncrement() & (threads.length() - 1), Thread.currentThread());
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    // ---- what is left on threads

    /** How many of the threads that are alive have a value, by the JVM's own books, or see one in a job without any. */
    private long threadsWithAValue() throws Exception {
        ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < threads.length(); i++) {
            Thread thread = threads.get(i);
            if (thread != null && thread.isAlive() && hasValue(thread)) {
                found.add(thread.toString());
            }
        }
        List<Task<Boolean>> probes = new ArrayList<>();
        Callable<Boolean> probe = () -> LOCAL.get() != null || KEY.isSet();
        loop.call(() -> {
            CompletableFuture<Boolean> together = new CompletableFuture<>();
            for (int i = 0; i < AT_ONCE; i++) {
                probes.add(loop.start(() -> probe.call() | Async.await(together)));
                probes.add(pool.start(probe));
            }
            together.complete(false);
            Async.complete(probes);
        });
        return found.size() + probes.stream().filter(Task::result).count();
    }

    private static boolean hasValue(Thread thread) throws Exception {
        Object map = field(Thread.class, "threadLocals").get(thread);
        if (map == null) {
            return false;
        }
        Object[] table = (Object[]) field(map.getClass(), "table").get(map);
        for (Object entry : table) {
            if (entry != null && field(entry.getClass(), "value").get(entry) instanceof Value) {
                return true;
            }
        }
        return false;
    }

    private static Field field(Class<?> type, String name) throws Exception {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true); // the test opens java.lang
        return field;
    }

    // ---- broken twins

    /** Does not put back what a thread had. */
    private static final class Leaving implements ContextCarrier<Value> {

        @Override
        public Value capture() {
            return LOCAL.get();
        }

        @Override
        public <T> T call(Value state, Callable<T> code) throws Exception {
            if (state != null) {
                LOCAL.set(state);
            }
            return code.call();
        }
    }

    /** Keeps what it has carried. */
    private static final class Keeping implements ContextCarrier<Value> {

        private final ConcurrentLinkedQueue<Value> kept = new ConcurrentLinkedQueue<>();

        @Override
        public Value capture() {
            return LOCAL.get();
        }

        @Override
        public <T> T call(Value state, Callable<T> code) throws Exception {
            if (state != null) {
                kept.add(state);
            }
            return ContextCarriers.of(LOCAL).call(state, code);
        }
    }
}
