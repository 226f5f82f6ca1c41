package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The compiler tells a blocking function from an async one by what it returns, in all the ways to write one. */
@Timeout(30)
class FunctionKindTest {

    private static final String LOOP = "loop";
    private static final String POOL = "pool";

    private final Prices prices = new Prices();

    /** Where the calling code runs. */
    private static String here() {
        return Async.runningLoop().isPresent() ? LOOP : POOL;
    }

    private static final class Prices {

        String find() {
            return here();
        }

        String find(String id) {
            return here() + id;
        }

        CompletableFuture<String> fetch() {
            return CompletableFuture.completedFuture(here());
        }

        CompletionStage<String> fetchOf(String id) {
            return CompletableFuture.completedStage(here() + id);
        }

        Task<String> started() {
            String where = here();
            return Async.start(() -> where);
        }

        CompletionStage<String> fetchOf(String id, int many) {
            return CompletableFuture.completedStage(here() + id + many);
        }

        String findOf(String id, int many) {
            return here() + id + many;
        }
    }

    private static final class BlockingObject implements Callable<String> {
        @Override
        public String call() {
            return here();
        }
    }

    private static final class AsyncObject implements AsyncCallable<String> {
        @Override
        public CompletionStage<String> call() {
            return CompletableFuture.completedFuture(here());
        }
    }

    private static final class AsyncObjectOfOne implements AsyncFunction<String, String> {
        @Override
        public CompletionStage<String> apply(String id) {
            return CompletableFuture.completedFuture(here() + id);
        }
    }

    private static <A, R> Callable<R> partial(BlockingFunction<A, R> function, A a) {
        return () -> function.apply(a);
    }

    private static <A, R> AsyncCallable<R> partial(AsyncFunction<A, R> function, A a) {
        return () -> function.apply(a);
    }

    @Test
    @DisplayName("B2: lambdas are told apart by what they return")
    void tellsLambdasApart() {
        assertThat(Async.run(() -> here()).result()).isEqualTo(POOL);
        assertThat(Async.run(() -> CompletableFuture.completedFuture(here())).result()).isEqualTo(LOOP);
        assertThat(Async.run(() -> {
            String where = here();
            return CompletableFuture.completedStage(where);
        }).result()).isEqualTo(LOOP);
        assertThat(Async.run(() -> prices.started()).result()).isEqualTo(LOOP);
    }

    @Test
    @DisplayName("B2: method references, bound ones too, are told apart by what they return")
    void tellsMethodReferencesApart() {
        assertThat(Async.run(prices::fetch).result()).isEqualTo(LOOP);
        assertThat(Async.run(prices::started).result()).isEqualTo(LOOP);
        assertThat(Async.run(FunctionKindTest::here).result()).isEqualTo(POOL);
        assertThat(Async.block(prices::fetch)).isEqualTo(LOOP);
        assertThat(Async.run(Object::new).result()).isNotNull();
    }

    @Test
    @DisplayName("B2: callable objects are told apart by their type")
    void tellsCallableObjectsApart() throws Exception {
        assertThat(Async.run(new BlockingObject()).result()).isEqualTo(POOL);
        assertThat(Async.run(new AsyncObject()).result()).isEqualTo(LOOP);
        assertThat(Async.toBlocking(new AsyncObjectOfOne()).apply("x")).isEqualTo(LOOP + "x");
        BlockingObject blocking = new BlockingObject();
        assertThat(Async.toBlocking(blocking)).isSameAs(blocking);
        AsyncObject async = new AsyncObject();
        assertThat(Async.toAsync(async)).isSameAs(async);
    }

    @Test
    @DisplayName("B2: partially applied functions are told apart by their type")
    void tellsPartiallyAppliedFunctionsApart() {
        BlockingFunction<String, String> find = prices::find;
        AsyncFunction<String, String> fetch = prices::fetchOf;

        assertThat(Async.run(partial(find, "x")).result()).isEqualTo(POOL + "x");
        assertThat(Async.run(partial(fetch, "x")).result()).isEqualTo(LOOP + "x");
        assertThat(Async.run(() -> prices.find("y")).result()).isEqualTo(POOL + "y");
        assertThat(Async.run(() -> prices.fetchOf("y")).result()).isEqualTo(LOOP + "y");
    }

    @Test
    @DisplayName("B2: conversions take method references of one and two arguments")
    void convertsMethodReferences() throws Exception {
        BlockingFunction<String, String> one = Async.toBlocking((String id) -> prices.fetchOf(id));
        assertThat(one.apply("x")).isEqualTo(LOOP + "x");
        AsyncBiFunction<String, Integer, String> two = Async.toAsync(prices::findOf);
        assertThat(two.apply("x", 2).toCompletableFuture().join()).isEqualTo(POOL + "x2");
        BlockingFunction<Prices, String> unbound = Async.toBlocking(Prices::started);
        assertThat(unbound.apply(prices)).isEqualTo(LOOP);
    }

    @Test
    @DisplayName("B2: a lambda without a value is a blocking job; one that only returns null is async and runs, too")
    void runsLambdasWithoutAValue() {
        AtomicInteger runs = new AtomicInteger();

        Async.run(() -> {
            runs.incrementAndGet();
        }).result();
        Async.run(() -> {
            runs.incrementAndGet();
            return null;
        }).result();
        Async.start(() -> {
            runs.incrementAndGet();
            return null;
        }).result();
        Async.block(() -> {
            runs.incrementAndGet();
        });
        Async.block(() -> {
            runs.incrementAndGet();
            return null;
        });
        try (EventLoop loop = EventLoop.open()) {
            assertThat(loop.<Object>call(() -> {
                runs.incrementAndGet();
                return null;
            })).isNull();
        }

        assertThat(runs.get()).isEqualTo(6);
    }

    @Test
    @DisplayName("B2: a lambda that only throws is taken, and throws")
    void runsLambdasThatOnlyThrow() {
        IllegalStateException original = new IllegalStateException("only this");

        assertThatThrownBy(() -> Async.run(() -> {
            throw original;
        }).result()).isSameAs(original);
        assertThatThrownBy(() -> Async.start(() -> {
            throw original;
        }).result()).isSameAs(original);
    }

    @Test
    @DisplayName("B2: a callable declared to return a stage is blocking by its type, and its value is the stage")
    void takesATypedCallableAsBlocking() {
        CompletableFuture<String> stage = CompletableFuture.completedFuture("x");
        Callable<CompletableFuture<String>> typed = () -> stage;

        assertThat(Async.run(typed).result()).isSameAs(stage);
        assertThat(Async.start(typed).result()).isSameAs(stage);
    }

    @Test
    @DisplayName("B2: start runs either kind on the loop, block runs a blocking function in place")
    void runsEachKindWhereItBelongs() {
        assertThat(Async.start(() -> here()).result()).isEqualTo(LOOP);
        assertThat(Async.start(prices::fetch).result()).isEqualTo(LOOP);
        assertThat(Async.block(Thread::currentThread)).isSameAs(Thread.currentThread());
        assertThat(Async.start(() -> Async.block(FunctionKindTest::here)).result()).isEqualTo(POOL);
        assertThat(Async.start(() -> Async.block(prices::fetch)).result()).isEqualTo(LOOP);
        assertThat(Async.toThread(() -> here()).result()).isEqualTo(POOL);
    }

    @Test
    @DisplayName("B2: complete takes lambdas and references of one kind, and brings settled tasks in order")
    void completesJobsOfEitherKind() {
        List<Task<String>> blocking = Async.complete(FunctionKindTest::here, () -> "second");
        List<Task<Integer>> async = Async.complete(() -> CompletableFuture.completedFuture(1),
                () -> CompletableFuture.supplyAsync(() -> 2), () -> CompletableFuture.failedFuture(new Exception("3")));

        assertThat(blocking).extracting(Task::result).containsExactly(LOOP, "second");
        assertThat(async).allMatch(Task::isDone).hasSize(3);
        assertThat(async.get(1).result()).isEqualTo(2);
        assertThat(async.get(2).exceptionNow()).hasMessage("3");
        assertThatThrownBy(async::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
