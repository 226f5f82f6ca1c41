package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.footbridge.Async;
import dev.footbridge.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that is registered on a task runs in the context of whoever registered it, whoever made the future. */
@Timeout(30)
class ContextRegistrationTest {

    private static final Executor PLAIN = command -> Thread.ofVirtual().start(command);

    private final Marks marks = Marks.carried();
    private final Places places = new Places();

    @AfterEach
    void close() {
        places.close();
        marks.close();
    }

    /** A stage method, which is given code that notes what it sees. */
    private record Method(String name,
            BiFunction<CompletableFuture<Integer>, Callable<Integer>, CompletionStage<?>> way) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Method method(String name,
            BiFunction<CompletableFuture<Integer>, Callable<Integer>, CompletionStage<?>> way) {
        return new Method(name, way);
    }

    private static int run(Callable<Integer> code) {
        try {
            return code.call();
        } catch (Exception error) {
            throw new CompletionException(error);
        }
    }

    private static CompletionStage<Integer> later(Callable<Integer> code) {
        return CompletableFuture.completedFuture(run(code));
    }

    static Stream<Method> methods() {
        CompletableFuture<Integer> done = CompletableFuture.completedFuture(1);
        CompletableFuture<Integer> never = new CompletableFuture<>();
        return Stream.of(
                method("thenApply", (f, c) -> f.thenApply(_ -> run(c))),
                method("thenApplyAsync", (f, c) -> f.thenApplyAsync(_ -> run(c))),
                method("thenApplyAsync on", (f, c) -> f.thenApplyAsync(_ -> run(c), PLAIN)),
                method("thenAccept", (f, c) -> f.thenAccept(_ -> run(c))),
                method("thenAcceptAsync", (f, c) -> f.thenAcceptAsync(_ -> run(c))),
                method("thenAcceptAsync on", (f, c) -> f.thenAcceptAsync(_ -> run(c), PLAIN)),
                method("thenRun", (f, c) -> f.thenRun(() -> run(c))),
                method("thenRunAsync", (f, c) -> f.thenRunAsync(() -> run(c))),
                method("thenRunAsync on", (f, c) -> f.thenRunAsync(() -> run(c), PLAIN)),
                method("thenCombine", (f, c) -> f.thenCombine(done, (_, _) -> run(c))),
                method("thenCombineAsync", (f, c) -> f.thenCombineAsync(done, (_, _) -> run(c))),
                method("thenCombineAsync on", (f, c) -> f.thenCombineAsync(done, (_, _) -> run(c), PLAIN)),
                method("thenAcceptBoth", (f, c) -> f.thenAcceptBoth(done, (_, _) -> run(c))),
                method("thenAcceptBothAsync", (f, c) -> f.thenAcceptBothAsync(done, (_, _) -> run(c))),
                method("thenAcceptBothAsync on", (f, c) -> f.thenAcceptBothAsync(done, (_, _) -> run(c), PLAIN)),
                method("runAfterBoth", (f, c) -> f.runAfterBoth(done, () -> run(c))),
                method("runAfterBothAsync", (f, c) -> f.runAfterBothAsync(done, () -> run(c))),
                method("runAfterBothAsync on", (f, c) -> f.runAfterBothAsync(done, () -> run(c), PLAIN)),
                method("applyToEither", (f, c) -> f.applyToEither(never, _ -> run(c))),
                method("applyToEitherAsync", (f, c) -> f.applyToEitherAsync(never, _ -> run(c))),
                method("applyToEitherAsync on", (f, c) -> f.applyToEitherAsync(never, _ -> run(c), PLAIN)),
                method("acceptEither", (f, c) -> f.acceptEither(never, _ -> run(c))),
                method("acceptEitherAsync", (f, c) -> f.acceptEitherAsync(never, _ -> run(c))),
                method("acceptEitherAsync on", (f, c) -> f.acceptEitherAsync(never, _ -> run(c), PLAIN)),
                method("runAfterEither", (f, c) -> f.runAfterEither(never, () -> run(c))),
                method("runAfterEitherAsync", (f, c) -> f.runAfterEitherAsync(never, () -> run(c))),
                method("runAfterEitherAsync on", (f, c) -> f.runAfterEitherAsync(never, () -> run(c), PLAIN)),
                method("thenCompose", (f, c) -> f.thenCompose(_ -> later(c))),
                method("thenComposeAsync", (f, c) -> f.thenComposeAsync(_ -> later(c))),
                method("thenComposeAsync on", (f, c) -> f.thenComposeAsync(_ -> later(c), PLAIN)),
                method("handle", (f, c) -> f.handle((_, _) -> run(c))),
                method("handleAsync", (f, c) -> f.handleAsync((_, _) -> run(c))),
                method("handleAsync on", (f, c) -> f.handleAsync((_, _) -> run(c), PLAIN)),
                method("whenComplete", (f, c) -> f.whenComplete((_, _) -> run(c))),
                method("whenCompleteAsync", (f, c) -> f.whenCompleteAsync((_, _) -> run(c))),
                method("whenCompleteAsync on", (f, c) -> f.whenCompleteAsync((_, _) -> run(c), PLAIN)),
                method("minimalCompletionStage", (f, c) -> f.minimalCompletionStage().thenApplyAsync(_ -> run(c))),
                method("exceptionally", (f, c) -> failed(f).exceptionally(_ -> run(c))),
                method("exceptionallyAsync", (f, c) -> failed(f).exceptionallyAsync(_ -> run(c))),
                method("exceptionallyAsync on", (f, c) -> failed(f).exceptionallyAsync(_ -> run(c), PLAIN)),
                method("exceptionallyCompose", (f, c) -> failed(f).exceptionallyCompose(_ -> later(c))),
                method("exceptionallyComposeAsync", (f, c) -> failed(f).exceptionallyComposeAsync(_ -> later(c))),
                method("exceptionallyComposeAsync on",
                        (f, c) -> failed(f).exceptionallyComposeAsync(_ -> later(c), PLAIN)));
    }

    private static CompletableFuture<Integer> failed(CompletableFuture<Integer> future) {
        return future.thenApply(_ -> {
            throw new IllegalStateException("failed");
        });
    }

    @ParameterizedTest(name = "H1: {0}, each of two registrations on one future")
    @MethodSource("methods")
    void runsInTheContextOfWhoeverRegisters(Method method) {
        Callable<List<String>> onLoop = registered(method, places.onLoop);
        Callable<List<String>> onPool = registered(method, places.onPool);
        Marks.with("opener", () -> {
            places.gate.complete(null);
        });
        List<String> expected = List.of(Marks.all("ada"), Marks.all("grace"), Marks.NONE);
        assertThat(Async.block(onLoop)).isEqualTo(expected);
        assertThat(Async.block(onPool)).isEqualTo(expected);
    }

    /** Registers three times; the result waits for what they have seen. */
    private static Callable<List<String>> registered(Method method, Task<Integer> task) {
        CompletableFuture<Integer> future = Marks.with("maker", task::toCompletableFuture);
        List<CompletableFuture<String>> seen = List.of(new CompletableFuture<>(), new CompletableFuture<>(),
                new CompletableFuture<>());
        List<CompletionStage<?>> stages = new ArrayList<>();
        Marks.with("ada", () -> {
            stages.add(method.way().apply(future, note(seen.get(0))));
        });
        Marks.with("grace", () -> {
            stages.add(method.way().apply(future, note(seen.get(1))));
        });
        stages.add(method.way().apply(future, note(seen.get(2))));
        return () -> {
            stages.forEach(stage -> stage.toCompletableFuture().join());
            return seen.stream().map(CompletableFuture::join).toList();
        };
    }

    private static Callable<Integer> note(CompletableFuture<String> seen) {
        return () -> {
            seen.complete(Marks.change());
            return 2;
        };
    }

    @Test
    @DisplayName("law 6: what a callback changes neither its task nor the next callback sees")
    void leavesNothingToTheNextCallback() {
        CompletableFuture<String> first = places.onLoop.thenApply(_ -> Marks.change()).toCompletableFuture();
        CompletableFuture<String> second = places.onLoop.thenApply(_ -> Marks.change()).toCompletableFuture();
        places.gate.complete(null);
        assertThat(first.join() + second.join()).isEqualTo(Marks.NONE + Marks.NONE);
        assertThat(places.loop.start(Marks::seen).result()).isEqualTo(Marks.NONE);
    }

    @Test
    void runsInPlaceInACopyWhenTheTaskHasEnded() {
        places.gate.complete(null);
        places.onPool.result();
        Marks.with("ada", () -> {
            assertThat(places.onPool.thenApply(_ -> Marks.change()).toCompletableFuture().join())
                    .isEqualTo(Marks.all("ada"));
            assertThat(Marks.seen()).isEqualTo(Marks.all("ada"));
        });
    }

    @Test
    void completesAsynchronouslyInTheContextOfWhoeverAsks() {
        CompletableFuture<Integer> derived = places.onLoop.toCompletableFuture().thenApply(n -> n);
        CompletableFuture<String> seen = new CompletableFuture<>();
        Marks.with("ada", () -> {
            derived.completeAsync(() -> run(note(seen)));
        });
        assertThat(derived.join()).isEqualTo(2);
        assertThat(seen.join()).isEqualTo(Marks.all("ada"));
    }

    @Test
    void refusesNullAtOnce() {
        CompletableFuture<Integer> future = places.onLoop.toCompletableFuture();
        assertThatNullPointerException().isThrownBy(() -> future.thenApply(null));
        assertThatNullPointerException().isThrownBy(() -> future.thenRun(null));
        assertThatNullPointerException().isThrownBy(() -> future.handle(null));
    }
}
