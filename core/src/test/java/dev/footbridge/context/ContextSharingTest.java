package dev.footbridge.context;

import static dev.footbridge.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.plan.Parallel;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.testing.OpenLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A context that is handed over instead of copied: what is changed below is seen above. */
@Timeout(60)
class ContextSharingTest {

    private static final ContextKey<String> USER = ContextKey.of("user");

    private final OpenLevels levels = new OpenLevels();
    private final Context shared = Context.empty();

    @AfterEach
    void close() {
        levels.close();
    }

    private String user(Context context) {
        return context.call(() -> USER.find().orElse("-"));
    }

    @ParameterizedTest(name = "H2: what a call on {0} changes is seen afterwards, if the context is shared, and only then")
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void showsWhatACallChanged(String name) {
        Level level = levels.level(name);
        shared.run(() -> {
            level.call(() -> USER.set("isolated"));
            assertThat(USER.isSet()).isFalse();
            level.in(Context.current()).call(() -> USER.set("shared"));
            assertThat(USER.get()).isEqualTo("shared");
            level.in(shared).start(() -> USER.set("again")).result();
            assertThat(USER.get()).isEqualTo("again");
            level.in(shared).tryStart(USER::clear).orElseThrow().result();
            assertThat(USER.isSet()).isFalse();
        });
    }

    @ParameterizedTest(name = "H5: what one run on {0} sets the next one has, and an explicit context is another's")
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void outlivesTheRunsOfOneRunner(String name) {
        Level runner = levels.level(name).in(shared);
        runner.call(() -> USER.set("ada"));
        assertThat(runner.call(USER::get)).isEqualTo("ada");
        assertThat(runner.start(USER::get).result()).isEqualTo("ada");
        assertThat(runner.in(Context.empty()).start(USER::isSet).result()).isFalse();
        assertThat(levels.level(name).call(USER::isSet)).isFalse();
        assertThat(runner.name()).isEqualTo(levels.level(name).name());
    }

    @ParameterizedTest(name = "H5: a task on {0} runs in the context it is given, whoever starts it")
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void isGivenToASingleTask(String name) {
        USER.call("given", () -> {
            shared.run(() -> USER.set("explicit"));
            assertThat(levels.level(name).in(shared).start(USER::get).result()).isEqualTo("explicit");
            assertThat(USER.get()).isEqualTo("given");
            return 0;
        });
    }

    @ParameterizedTest(name = "H2: parallel calls on {0} that share a context lose no change")
    @ValueSource(strings = {"loop", "pool"})
    void losesNoChangeOfParallelCalls(String name) {
        int calls = 8;
        int keys = 200;
        CyclicBarrier together = new CyclicBarrier(name.equals("pool") ? calls : 1);
        List<List<ContextKey<Integer>>> all = new ArrayList<>();
        Parallel<Integer> plan = Parallel.<Integer>of().on(levels.level(name).in(shared));
        for (int i = 0; i < calls; i++) {
            List<ContextKey<Integer>> mine = new ArrayList<>();
            all.add(mine);
            plan = plan.schedule(() -> {
                together.await();
                for (int k = 0; k < keys; k++) {
                    ContextKey<Integer> key = ContextKey.of("key");
                    mine.add(key);
                    key.set(k);
                    yieldNow();
                }
                return 0;
            });
        }
        plan.block();
        shared.run(() -> all.forEach(mine -> {
            for (int k = 0; k < keys; k++) {
                assertThat(mine.get(k).get()).isEqualTo(k);
            }
        }));
    }

    @Test
    void isSeenByAParallelCallAtOnce() {
        levels.loop().call(() -> {
            Level inside = levels.loop().in(shared);
            Task<String> reader = inside.start(() -> {
                while (!USER.isSet()) {
                    yieldNow();
                }
                return USER.get();
            });
            inside.start(() -> USER.set("ada")).result();
            assertThat(reader.result()).isEqualTo("ada");
        });
    }

    @Test
    @DisplayName("H2: a job started in a shared context has a copy of it, unless it shares it, too")
    void isCopiedByAPlainStart() {
        levels.loop().in(shared).call(() -> {
            USER.set("ada");
            assertThat(levels.pool().call(() -> {
                String seen = USER.get();
                USER.set("grace");
                return seen;
            })).isEqualTo("ada");
            assertThat(USER.get()).isEqualTo("ada");
        });
    }

    @ParameterizedTest(name = "H2: jobs of an executor on {0} share the context of its level")
    @ValueSource(strings = {"loop", "pool", "caller"})
    void isSharedByAnExecutor(String name) throws Exception {
        try (ExecutorService executor = levels.level(name).in(shared).asExecutorService()) {
            executor.submit(() -> USER.set("ada")).get();
            Future<String> next = executor.submit(USER::get);
            assertThat(next.get()).isEqualTo("ada");
        }
        assertThat(user(shared)).isEqualTo("ada");
    }

    @Test
    void letsAnExecutorOnTheCallerKnowTheJobThatRuns() {
        ExecutorService executor = Level.caller().in(shared).asExecutorService();
        Future<?> ended = executor.submit(() -> {
            executor.shutdownNow();
            Async.checkCancelled();
        });
        assertThat(ended.isCancelled()).isTrue();
    }

    @ParameterizedTest(name = "H2: a generator on {0} runs in the context of its level, and ends with the level")
    @ValueSource(strings = {"loop", "pool"})
    void isSharedByAGenerator(String name) {
        List<String> cleanup = new ArrayList<>();
        AsyncGenerator<String> items = USER.call("opener", () -> AsyncGenerator
                .open(o -> o.withLevel(levels.level(name).in(shared)), out -> {
                    USER.set("shared");
                    try {
                        out.emit(USER.get());
                        out.emit("never");
                    } catch (CancelledException told) {
                        cleanup.add(USER.get() + ": " + told.getMessage());
                        throw told;
                    }
                }));
        assertThat(items.next()).contains("shared");
        assertThat(user(shared)).isEqualTo("shared");
        if (name.equals("loop")) {
            levels.loop().close();
        } else {
            levels.pool().close();
        }
        assertThat(cleanup).singleElement().asString().startsWith("shared: ").endsWith("'" + name + "' was closed");
    }

    @Test
    void isSharedByAStreamAndItsCalls() {
        Level inside = levels.pool().in(shared);
        shared.run(() -> USER.set("ada"));
        assertThat(AsyncStream.of(1, 2, 3).map(_ -> USER.find().orElse("-")).on(inside).toList())
                .containsOnly("ada");
        assertThat(AsyncStream.of(1, 2, 3).mapOn(inside, 2, _ -> USER.find().orElse("-")).toList())
                .containsOnly("ada");
    }

    @Test
    void isTakenAsACopyOrAsItself() {
        assertThat(Context.current()).isNotEqualTo(Context.current());
        shared.run(() -> {
            USER.set("ada");
            assertThat(Context.current()).isEqualTo(shared).hasSameHashCodeAs(shared).isNotEqualTo(shared.copy());
        });
        Context copy = shared.copy();
        copy.run(() -> USER.set("grace"));
        assertThat(user(shared) + user(copy) + user(Context.empty())).isEqualTo("adagrace-");
        assertThat(shared).hasToString("context {user=ada}");
    }

    @Test
    void callsCodeAndPassesOnWhatItThrows() {
        IllegalArgumentException odd = new IllegalArgumentException("odd");
        assertThatThrownBy(() -> shared.run(() -> {
            USER.set("ada");
            throw odd;
        })).isSameAs(odd);
        assertThat(USER.isSet()).isFalse();
        assertThat(user(shared)).isEqualTo("ada");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> levels.pool().in(null))
                .withMessage("the context is null: give one, such as Context.current()");
        assertThatNullPointerException().isThrownBy(() -> shared.call(null))
                .withMessage("the job is null: give a function to run");
        assertThatNullPointerException()
                .isThrownBy(() -> levels.pool().in(shared).start((Callable<String>) null))
                .withMessage("the job is null: give a function to run");
    }
}
