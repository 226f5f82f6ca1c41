package dev.footbridge.examples.comingfrom;

import static dev.footbridge.Async.*;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Completions;
import dev.footbridge.LoopLease;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.Waited;
import dev.footbridge.context.Context;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.Started;
import dev.footbridge.observe.Debug;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import dev.footbridge.stream.GeneratorBody;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.AsyncSemaphore;
import dev.footbridge.sync.Limiter;
import dev.footbridge.sync.Select;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;

/** Is what the tables of "Coming from" say of Footbridge real code? It is compiled here, and run. */
public final class ComingFrom {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final ContextKey<String> KEY = ContextKey.of("user");

    private ComingFrom() {}

    private static int f() {
        return 1;
    }

    private static int g() {
        return 2;
    }

    private static CompletionStage<Integer> later() {
        return CompletableFuture.completedFuture(3);
    }

    private static int size(String text) {
        return text.length();
    }

    /** Runs each line once. */
    public static void main(String[] args) throws Exception {
        int lines = EventLoop.run(() -> asyncio() + kotlin());
        lines += aSync() + futures() + reactor();
        IO.println("each line has run: " + (lines > 0));
    }

    private static int asyncio() throws Exception {
        int result = EventLoop.run(() -> f());
        Task<Integer> task = start(() -> f());
        result += await(task);
        List<Integer> both = gather(start(() -> f()), start(() -> g()));
        List<Outcome<Integer>> each = gatherOutcomes(List.of(start(() -> f())));
        Waited<Integer> found = waitAny(List.of(task));
        try (Completions<Integer> completed = asCompleted(List.of(task))) {
            for (Task<Integer> one : completed) {
                result += one.result();
            }
        }
        result += await(toThread(() -> f()));
        result += withTimeout(LIMIT, () -> f());
        result += shield(task).result();
        TaskGroup.run((TaskGroup group) -> group.start(() -> f()).result());
        sleep(PAUSE);
        try (var _ = KEY.bind("Ada")) {
            result += KEY.get().length();
        }
        Context copy = Context.current().copy();
        AsyncLock lock = AsyncLock.create();
        lock.locked(() -> f());
        AsyncSemaphore semaphore = AsyncSemaphore.of(3);
        semaphore.acquire();
        AsyncEvent event = AsyncEvent.create();
        event.set();
        event.await();
        AsyncQueue<String> queue = AsyncQueue.bounded(10);
        queue.put("item");
        result += queue.take().length();
        AsyncQueue<String> byPriority = AsyncQueue.priority(10, Comparator.naturalOrder());
        GeneratorBody<Integer> body = out -> out.emit(1);
        try (AsyncGenerator<Integer> generator = AsyncGenerator.open(body)) {
            result += generator.next().orElseThrow();
        }
        EventLoop loop = runningLoop().orElseThrow();
        loop.callLater(PAUSE, () -> f());
        result += loop.call(() -> later());
        try (EventLoop debugged = EventLoop.open(o -> o.withDebug(Debug.on()))) {
            result += debugged.call(() -> g());
        }
        try (ProcessPool processes = ProcessPool.open(o -> o.withWorkers(1))) {
            result += processes.map(ComingFrom::size, List.of("a", "b"), 100).size();
        }
        return result + both.size() + each.size() + found.done().size() + byPriority.size() + copy.hashCode() % 2;
    }

    private static int aSync() throws Exception {
        int result = block(() -> f());
        result += block(() -> later());
        Task<Integer> running = run(() -> f());
        BlockingFunction<String, Integer> blocking = toBlocking((String s) -> later());
        AsyncCallable<Integer> async = toAsync(() -> f());
        result += blocking.apply("x") + await(async);
        List<Object> all = Parallel.of().schedule(() -> f()).schedule(() -> later()).block();
        List<Object> inTurn = Serial.of().schedule(() -> f()).schedule(() -> g()).block();
        List<Task<Integer>> ended = complete(List.of(running));
        Task<Integer> unwatched = background(() -> f());
        try (LoopLease idle = idleEventLoop()) {
            result += idle.loop().call(() -> f());
        }
        GeneratorBody<Integer> body = out -> out.emit(1);
        for (int item : Generator.open(body)) {
            result += item;
        }
        EventLoop app = getEventLoop();
        Started<String, Integer> started = app.startReady(ready -> {
            ready.accept("listening");
            return f();
        });
        return result + all.size() + inTurn.size() + ended.size() + unwatched.result() + started.value().length();
    }

    private static int kotlin() throws TimeoutException {
        EventLoop loop = runningLoop().orElseThrow();
        ThreadPool pool = getThreadPool();
        int result = loop.call(() -> f());
        Task<Integer> deferred = start(() -> f());
        result += deferred.result();
        TaskGroup.run((TaskGroup group) -> group.start(() -> g()).result());
        result += pool.call(() -> f());
        result += loop.atomically(() -> g());
        result += moveOnAfter(LIMIT, () -> f()).orElse(0);
        shielded(() -> sleep(PAUSE));
        deferred.cancel("why");
        yieldNow();
        AsyncQueue<String> channel = AsyncQueue.rendezvous();
        AsyncQueue<String> orders = AsyncQueue.bounded(1);
        orders.put("order");
        String next = Select.<String>of().take(channel, s -> s).take(orders, s -> s).await();
        AsyncStream<Integer> flow = AsyncStream.generate(out -> out.emit(1));
        flow.map(n -> n + 1).forEach(n -> sleep(PAUSE));
        Limiter two = Limiter.of(2);
        result += two.call(() -> f());
        return result + next.length();
    }

    private static int futures() throws Exception {
        ThreadPool pool = getThreadPool();
        EventLoop loop = getEventLoop();
        Task<Integer> supplied = pool.start(() -> f());
        int mapped = await(supplied) + 1;
        int composed = await(later()) + await(later());
        int combined = await(pool.start(() -> f())) + await(later());
        List<Integer> all = gather(supplied, start(() -> later()));
        int first = race(start(() -> f()), start(() -> g()));
        int limited = supplied.result(LIMIT);
        int handled;
        try {
            handled = await(later());
        } catch (IllegalStateException e) {
            handled = 0;
        }
        CompletableFuture<Integer> future = supplied.toCompletableFuture();
        CompletableFuture<Integer> onLoop = CompletableFuture.supplyAsync(() -> f(), loop);
        ExecutorService executor = pool.asExecutorService();
        return mapped + composed + combined + all.size() + first + limited + handled + future.get() + onLoop.get()
                + executor.submit(() -> f()).get();
    }

    private static int reactor() {
        AsyncStream<String> names = AsyncStream.of("a", "bb");
        ThreadPool pool = getThreadPool();
        List<Integer> sizes = names.map(s -> s.length()).toList();
        List<String> long_ = names.filter(s -> s.length() > 1).toList();
        List<Integer> four = names.map(4, s -> size(s)).toList();
        List<Integer> anyOrder = names.mapUnordered(4, s -> size(s)).toList();
        List<Integer> onThreads = names.mapOn(pool, 4, s -> size(s)).toList();
        List<List<String>> buffers = names.chunks(100, Duration.ofSeconds(1)).toList();
        List<String> merged = AsyncStream.merge(names, names).toList();
        List<String> zipped = AsyncStream.zip(names, names, (a, b) -> a + b).toList();
        List<String> again = names.retry(3, Duration.ofSeconds(1)).timeout(LIMIT).toList();
        Optional<String> head = names.first();
        Flow.Publisher<String> published = names.toPublisher();
        List<String> back = AsyncStream.fromPublisher(published).toList();
        List<String> read = new ArrayList<>();
        try (Generator<String> items = names.prefetch(64).open()) {
            for (String item : items) {
                read.add(item);
            }
        }
        int one = block(() -> later());
        return sizes.size() + long_.size() + four.size() + anyOrder.size() + onThreads.size() + buffers.size()
                + merged.size() + zipped.size() + again.size() + head.orElse("").length() + back.size() + read.size()
                + one;
    }
}
