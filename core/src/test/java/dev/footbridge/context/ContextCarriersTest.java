package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.context.ContextCarriers.Registration;
import dev.footbridge.testing.LoggedFailures;
import dev.footbridge.testing.OpenLevels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What registered carriers are asked, in which order, and what their mistakes lead to. */
@Timeout(30)
class ContextCarriersTest {

    private final OpenLevels levels = new OpenLevels();
    private final List<Registration> open = new ArrayList<>();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        open.forEach(Registration::close);
        levels.close();
    }

    private Registration register(ContextCarrier<?> carrier) {
        Registration registration = ContextCarriers.register(carrier);
        open.add(registration);
        return registration;
    }

    /** Tells what it is asked. */
    private class Telling implements ContextCarrier<String> {

        private final String name;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public String capture() {
            told.add("capture " + name);
            return "state of " + name;
        }

        @Override
        public <T> T call(String state, Callable<T> code) throws Exception {
            told.add("begin " + name + " with " + state);
            try {
                return code.call();
            } finally {
                told.add("end " + name);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void areAskedAroundEachOtherInTheOrderTheyCame() {
        register(new Telling("a"));
        register(new Telling("b"));
        levels.pool().call(() -> told.add("job"));
        assertThat(told).containsExactly("capture a", "capture b", "begin a with state of a",
                "begin b with state of b", "job", "end b", "end a");
    }

    @Test
    void areAskedOnTheThreadThatRunsTheJob() {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        register(new Telling("a") {
            @Override
            public String capture() {
                threads.add(Thread.currentThread());
                return super.capture();
            }

            @Override
            public <T> T call(String state, Callable<T> code) throws Exception {
                threads.add(Thread.currentThread());
                return super.call(state, code);
            }
        });
        Thread ran = levels.pool().call(Thread::currentThread);
        assertThat(threads).containsExactly(Thread.currentThread(), ran);
    }

    @Test
    void areNotAskedForACallInPlace() {
        register(new Telling("a"));
        levels.loop().call(() -> levels.loop().call(() -> told.add("job")));
        assertThat(told).containsExactly("job");
    }

    @Test
    void areAskedOncePerRegistration() {
        Telling carrier = new Telling("a");
        Registration first = register(carrier);
        Registration second = register(carrier);
        levels.pool().call(() -> told.add("job"));
        assertThat(told).hasSize(7);
        told.clear();
        first.close();
        first.close();
        levels.pool().call(() -> told.add("job"));
        assertThat(told).containsExactly("capture a", "begin a with state of a", "job", "end a");
        second.close();
        told.clear();
        levels.pool().call(() -> told.add("job"));
        assertThat(told).containsExactly("job");
    }

    @Test
    void goOnCarryingForJobsStartedBeforeTheEndOfTheirRegistration() {
        Registration registration = register(new Telling("a"));
        levels.loop().call(() -> {
            Task<Boolean> task = levels.loop().start(() -> told.add("job"));
            registration.close();
            return task.result();
        });
        assertThat(told).containsExactly("capture a", "begin a with state of a", "job", "end a");
    }

    @Test
    void carryNothingWhenTheyFailToCapture() {
        register(new Telling("a") {
            @Override
            public String capture() {
                throw new UnsupportedOperationException("no capture");
            }
        });
        register(new Telling("b"));
        try (LoggedFailures log = new LoggedFailures()) {
            assertThat(levels.pool().call(() -> "done")).isEqualTo("done");
            assertThat(log.messages()).singleElement().asString().contains("ContextCarrier.capture of a");
            assertThat(log.failures()).singleElement().isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(told).containsExactly("capture b", "begin a with null", "begin b with state of b", "end b", "end a");
    }

    @Test
    void failTheJobThatTheyFailToCall() {
        IllegalArgumentException odd = new IllegalArgumentException("odd");
        register(new Telling("a") {
            @Override
            public <T> T call(String state, Callable<T> code) {
                throw odd;
            }
        });
        assertThatThrownBy(() -> levels.pool().call(() -> told.add("job"))).isSameAs(odd);
        assertThatThrownBy(() -> levels.loop().start(() -> told.add("job")).result()).isSameAs(odd);
        assertThat(told).doesNotContain("job");
    }

    @Test
    void failTheJobAtWhoseEndTheyFail() {
        register(new Telling("a") {
            @Override
            public <T> T call(String state, Callable<T> code) throws Exception {
                code.call();
                throw new AssertionError("cannot put it back");
            }
        });
        assertThatThrownBy(() -> levels.pool().call(() -> told.add("job"))).isInstanceOf(AssertionError.class)
                .hasMessage("cannot put it back");
        assertThat(told).contains("job");
    }

    @Test
    void mustRunTheJob() {
        register(new Telling("lazy") {
            @Override
            public <T> T call(String state, Callable<T> code) {
                return null;
            }
        });
        assertThatThrownBy(() -> levels.pool().call(() -> told.add("job"))).isInstanceOf(IllegalStateException.class)
                .hasMessage("lazy did not run the code of a job: ContextCarrier.call must run it once");
    }

    @Test
    void mustRunTheJobOnlyOnce() {
        register(new Telling("eager") {
            @Override
            public <T> T call(String state, Callable<T> code) throws Exception {
                code.call();
                return code.call();
            }
        });
        assertThatThrownBy(() -> levels.pool().call(() -> told.add("job"))).isInstanceOf(IllegalStateException.class)
                .hasMessage("eager ran the code of a job again: ContextCarrier.call must run it once");
        assertThat(told).containsOnlyOnce("job");
    }

    @Test
    void passOnWhatTheJobThrows() {
        register(new Telling("a"));
        register(ContextCarriers.of(ScopedValue.<String>newInstance()));
        Exception checked = new Exception("checked");
        StackOverflowError error = new StackOverflowError("deep");
        assertThatThrownBy(() -> levels.pool().call(() -> {
            throw checked;
        })).isSameAs(checked);
        assertThatThrownBy(() -> levels.pool().call(() -> {
            throw error;
        })).isSameAs(error);
        assertThat(told).endsWith("end a");
    }

    @Test
    void endWithACancelledJob() {
        register(new Telling("a"));
        CountDownLatch begun = new CountDownLatch(1);
        Task<?> task = levels.pool().start(() -> {
            begun.countDown();
            Async.await(new CompletableFuture<Void>());
        });
        Async.block(() -> begun.await());
        task.cancel();
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class);
        assertThat(told).containsSubsequence("begin a with state of a", "end a");
    }

    @Test
    void areNotAskedForAJobThatWasCancelledBeforeItBegan() {
        register(new Telling("a"));
        levels.loop().call(() -> {
            levels.loop().start(() -> told.add("job")).cancel();
        });
        assertThat(told).containsExactly("capture a");
    }

    @Test
    void giveAThreadLocalBackTheInitialValueItHad() {
        ThreadLocal<String> named = ThreadLocal.withInitial(() -> "initial");
        register(ContextCarriers.of(named));
        named.set("ada");
        assertThat(levels.pool().call(named::get)).isEqualTo("ada");
        named.remove();
        assertThat(levels.pool().call(named::get)).isEqualTo("initial");
    }

    @Test
    void refuseNull() {
        assertThatNullPointerException().isThrownBy(() -> ContextCarriers.register(null))
                .withMessage("the carrier is null: give one that knows what to carry");
        assertThatNullPointerException().isThrownBy(() -> ContextCarriers.of((ThreadLocal<String>) null))
                .withMessage("the thread-local is null: give one to carry");
        assertThatNullPointerException().isThrownBy(() -> ContextCarriers.of((ScopedValue<String>) null))
                .withMessage("the scoped value is null: give one to carry");
    }
}
