package dev.footbridge.context;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Level;
import dev.footbridge.TaskGroup;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A way for a job to run later, or elsewhere, than where it is given. */
enum Hop {

    LOOP_START((places, job) -> places.loop.start(job)::result), LOOP_START_ASYNC((places, job) -> places.loop
            .start((AsyncCallable<String>) () -> CompletableFuture
                    .completedFuture(job.call()))::result), LOOP_TRY_START((places, job) -> places.loop.tryStart(
                            job).orElseThrow()::result), LOOP_START_FROM_INSIDE((places, job) -> places.loop
                                    .call(() -> List.of(places.loop.start(job))).getFirst()::result), LOOP_HELPED((
                                            places,
                                            job) -> was(places.loop.call(() -> places.loop.start(job)
                                                    .result()))), LOOP_TO_LOOP((places, job) -> was(places.loop
                                                            .call(() -> places.other.call(job)))), LOOP_TO_POOL((
                                                                    places,
                                                                    job) -> was(places.loop.call(() -> places.pool.call(
                                                                            job)))), POOL_TO_LOOP((places, job) -> was(
                                                                                    places.pool.call(() -> places.loop
                                                                                            .call(job)))), LOOP_READY((
                                                                                                    places,
                                                                                                    job) -> places.loop
                                                                                                            .startReady(
                                                                                                                    ready -> {
                                                                                                                        ready.accept(
                                                                                                                                1);
                                                                                                                        return job
                                                                                                                                .call();
                                                                                                                    })
                                                                                                            .task()::result), CALL_SOON(
                                                                                                                    (places, job) -> callback(
                                                                                                                            job,
                                                                                                                            places.loop::callSoon)), CALL_LATER(
                                                                                                                                    (places, job) -> callback(
                                                                                                                                            job,
                                                                                                                                            code -> places.loop
                                                                                                                                                    .callLater(
                                                                                                                                                            Duration.ofMillis(
                                                                                                                                                                    1),
                                                                                                                                                            code))), CALL_AT(
                                                                                                                                                                    (places, job) -> callback(
                                                                                                                                                                            job,
                                                                                                                                                                            code -> places.loop
                                                                                                                                                                                    .callAt(Instant
                                                                                                                                                                                            .now(),
                                                                                                                                                                                            code))),

    POOL_START((places, job) -> places.pool.start(job)::result), POOL_TRY_START(
            (places, job) -> places.pool.tryStart(job).orElseThrow()::result), POOL_CALL(
                    (places, job) -> was(places.pool.call(job))), POOL_OF_ONE(
                            (places, job) -> places.one.start(job)::result), POOL_OF_PLATFORM_THREADS(
                                    (places, job) -> places.platform.start(job)::result), CALLER_START(
                                            (_, job) -> Level.caller().start(job)::result), CALLER_THREAD(
                                                    (places, job) -> was(
                                                            places.loop.call(() -> Async.callerThread().call(job)))),

    RUN((_, job) -> Async.run(job)::result), BACKGROUND((_, job) -> Async.background(job)::result), TO_THREAD(
            (_, job) -> Async.toThread(job)::result), TO_ASYNC(
                    (_, job) -> Async.toAsync(job).call().toCompletableFuture()::join), VIEW((places,
                            job) -> Async.toAsync(AsyncApi.class, (Api) job::call).ask()
                                    .toCompletableFuture()::join), PARALLEL_BLOCK(
                                            (places, job) -> was(Parallel.<String>of().schedule(job).on(places.pool)
                                                    .block().getFirst())), PARALLEL_RUN((places, job) -> {
                                                        var run = Parallel.<String>of().schedule(job).on(places.loop)
                                                                .run();
                                                        return () -> run.result().getFirst();
                                                    }), PARALLEL_LIMITED((places, job) -> {
                                                        var run = Parallel.<String>of().schedule(() -> "").schedule(job)
                                                                .limit(1).on(places.pool).run();
                                                        return () -> run.result().getLast();
                                                    }), SERIAL((_, job) -> was(Serial.<String>of().schedule(job).block()
                                                            .getFirst())), GATHER((places, job) -> {
                                                                var tasks = List.of(places.loop.start(job),
                                                                        places.pool.start(job));
                                                                return () -> Async.gather(tasks).getLast();
                                                            }), RACE((places, job) -> {
                                                                var task = places.pool.start(job);
                                                                return () -> Async.race(task);
                                                            }), COMPLETE((_, job) -> Async.complete(job)
                                                                    .getFirst()::result), GROUP((
                                                                            places,
                                                                            job) -> was(TaskGroup.on(places.pool,
                                                                                    (TaskGroup group) -> group
                                                                                            .start(job)
                                                                                            .result()))), EXECUTOR_SUBMIT(
                                                                                                    (places, job) -> places.loop
                                                                                                            .asExecutorService()
                                                                                                            .submit(job)::get), EXECUTOR_EXECUTE(
                                                                                                                    (places, job) -> callback(
                                                                                                                            job,
                                                                                                                            places.pool
                                                                                                                                    .asExecutorService()::execute)), EXECUTOR_INVOKE_ALL(
                                                                                                                                            (places, job) -> places.pool
                                                                                                                                                    .asExecutorService()
                                                                                                                                                    .invokeAll(
                                                                                                                                                            List.of(job))
                                                                                                                                                    .getFirst()::get), EXECUTOR_INVOKE_ANY(
                                                                                                                                                            (places, job) -> was(
                                                                                                                                                                    places.loop
                                                                                                                                                                            .asExecutorService()
                                                                                                                                                                            .invokeAny(
                                                                                                                                                                                    List.of(job)))),

    WHEN_COMPLETE((places, job) -> callback(job, code -> places.onLoop.whenComplete((_, _) -> code.run()))), THEN_APPLY(
            (places, job) -> places.onLoop.thenApply(_ -> called(job)).toCompletableFuture()::join), THEN_APPLY_ON_POOL(
                    (places, job) -> places.onPool.thenApply(_ -> called(
                            job)).toCompletableFuture()::join), THEN_APPLY_ASYNC((places, job) -> places.onLoop
                                    .thenApplyAsync(_ -> called(job))
                                    .toCompletableFuture()::join), THEN_APPLY_ELSEWHERE(
                                            (places, job) -> places.onPool.thenApplyAsync(_ -> called(job), thread())
                                                    .toCompletableFuture()::join), THEN_RUN_OF_A_CHAIN((
                                                            places,
                                                            job) -> callback(job, code -> places.onPool
                                                                    .toCompletableFuture().thenApply(n -> n)
                                                                    .thenCompose(CompletableFuture::completedFuture)
                                                                    .thenRun(code))), HANDLE_ASYNC_OF_A_CHAIN((
                                                                            places,
                                                                            job) -> places.onLoop.thenAccept(_ -> {})
                                                                                    .handleAsync((_, _) -> called(job))
                                                                                    .toCompletableFuture()::join), COMPOSE(
                                                                                            (places, job) -> places.onLoop
                                                                                                    .thenCompose(
                                                                                                            _ -> places.pool
                                                                                                                    .start(job))
                                                                                                    .toCompletableFuture()::join),

    GENERATOR((places, job) -> {
        AsyncGenerator<String> items = AsyncGenerator.open(o -> o.withLevel(places.loop), out -> out.emit(job.call()));
        return () -> {
            try (items) {
                return items.next().orElseThrow();
            }
        };
    }), GENERATOR_IN_THE_MIDDLE((places, job) -> first(AsyncStream.<String>generate(out -> {
        out.emit("");
        out.emit(job.call());
    }).on(places.pool).filter(item -> !item.isEmpty()))), STREAM_MAP((places, job) -> first(AsyncStream.of(1).map(
            _ -> job.call()).on(places.loop))), STREAM_MAP_CONCURRENT((places, job) -> first(AsyncStream.of(1, 2)
                    .map(2, _ -> job.call()).on(places.loop))), STREAM_MAP_ON((places, job) -> first(
                            AsyncStream.of(1, 2).mapOn(places.pool, 2, _ -> job.call()))), STREAM_FLAT_MAP(
                                    (places, job) -> first(AsyncStream.of(1)
                                            .flatMap(2, _ -> AsyncStream
                                                    .<String>generate(out -> out.emit(job.call()))))), STREAM_MERGE((
                                                            places,
                                                            job) -> first(AsyncStream.merge(AsyncStream.empty(),
                                                                    AsyncStream.of(1)
                                                                            .map(_ -> job.call())))), STREAM_PREFETCH((
                                                                                    places,
                                                                                    job) -> first(AsyncStream.of(1)
                                                                                            .map(_ -> job.call())
                                                                                            .on(places.pool)
                                                                                            .prefetch(
                                                                                                    4))), STREAM_LINES((
                                                                                                            places,
                                                                                                            job) -> first(
                                                                                                                    AsyncStream
                                                                                                                            .lines(reading(
                                                                                                                                    job))
                                                                                                                            .on(places.loop))), AWAIT_A_FUTURE(
                                                                                                                                    (_, job) -> was(
                                                                                                                                            Async.await(
                                                                                                                                                    new Lazy(
                                                                                                                                                            job))));

    /** Gives a job to run; the result waits for it, and may do so anywhere. */
    @FunctionalInterface
    interface Way {
        Callable<String> begin(Places places, Callable<String> job) throws Exception;
    }

    interface Api {
        String ask() throws Exception;
    }

    interface AsyncApi {
        java.util.concurrent.CompletionStage<String> ask();
    }

    private final Way way;

    Hop(Way way) {
        this.way = way;
    }

    Callable<String> begin(Places places, Callable<String> job) throws Exception {
        return way.begin(places, job);
    }

    private static Callable<String> was(String value) {
        return () -> value;
    }

    private static Callable<String> first(AsyncStream<String> items) {
        Generator<String> open = items.open();
        return () -> {
            try (open) {
                return open.next();
            }
        };
    }

    private static Callable<String> callback(Callable<String> job, Consumer<Runnable> register) {
        CompletableFuture<String> got = new CompletableFuture<>();
        register.accept(() -> {
            try {
                got.complete(job.call());
            } catch (Throwable error) {
                got.completeExceptionally(error);
            }
        });
        return got::join;
    }

    private static Executor thread() {
        return command -> Thread.ofVirtual().inheritInheritableThreadLocals(false).start(command);
    }

    private static String called(Callable<String> job) {
        try {
            return job.call();
        } catch (RuntimeException | Error error) {
            throw error;
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    /** A text of one line, which comes about when it is read. */
    private static Reader reading(Callable<String> job) {
        return new Reader() {

            private @Nullable StringReader line;

            @Override
            public int read(char[] chars, int from, int most) throws IOException {
                if (line == null) {
                    line = new StringReader(called(job) + "\n");
                }
                return line.read(chars, from, most);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** A future whose value comes about when somebody waits for it. */
    private record Lazy(Callable<String> job) implements Future<String> {

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public String get() throws ExecutionException {
            try {
                return job.call();
            } catch (Throwable error) {
                throw new ExecutionException(error);
            }
        }

        @Override
        public String get(long timeout, TimeUnit unit) throws ExecutionException {
            return get();
        }
    }
}
