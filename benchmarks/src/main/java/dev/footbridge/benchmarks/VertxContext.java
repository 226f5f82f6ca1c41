package dev.footbridge.benchmarks;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One event loop of Vert.x. A state of its own, because starting Vert.x takes longer than most benchmarks' setup. */
@State(Scope.Benchmark)
public class VertxContext {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();

    /** The context whose callbacks run on that loop. */
    public Context context() {
        return context;
    }

    /** Ends the loop. */
    @TearDown
    public void close() throws InterruptedException, ExecutionException {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }
}
