package dev.footbridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.fromCallback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.CapturedLog;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Async functions made of what calls back. */
@Timeout(30)
class CallbackTest {

    private static final ContextKey<String> USER = ContextKey.of("user");

    private final EventLoop loop = EventLoop.open();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        loop.close();
    }

    /** Work that says where it can be answered, and counts how often it is asked to end. */
    private AsyncCallable<String> work(OnCancel then, CompletableFuture<Callback<String>> begun) {
        return fromCallback((Callback<String> callback) -> {
            callback.onCancel(then, asked::incrementAndGet);
            begun.complete(callback);
        });
    }

    @Test
    void bringsTheValue() {
        assertThat(loop.call(fromCallback((Callback<String> callback) -> callback.succeed("here")))).isEqualTo("here");
        assertThat(loop.call(fromCallback((Callback<String> callback) -> Thread.startVirtualThread(
                () -> callback.succeed("later"))))).isEqualTo("later");
        assertThat(loop.call(fromCallback((Callback<String> callback) -> callback.succeed(null)))).isNull();
    }

    @Test
    void comesBackOnTheLoopItWasAwaitedOn() {
        assertThat(loop.call(() -> {
            await(fromCallback((Callback<String> callback) -> Thread.startVirtualThread(() -> callback.succeed("x"))));
            return EventLoop.running().orElseThrow();
        })).isSameAs(loop);
    }

    @Test
    @DisplayName("A2: an error arrives as it is, whatever the JDK put around it")
    void bringsTheOriginalError() {
        var error = new IOException("lost");
        assertThatThrownBy(() -> loop.call(fromCallback((Callback<String> callback) -> callback.fail(error))))
                .isSameAs(error);
        assertThatThrownBy(() -> loop.call(fromCallback(
                (Callback<String> callback) -> callback.fail(new CompletionException(error))))).isSameAs(error);
        var fatal = new StackOverflowError("deep");
        assertThatThrownBy(() -> loop.call(fromCallback((Callback<String> callback) -> callback.fail(fatal))))
                .isSameAs(fatal);
        assertThatThrownBy(() -> loop.call(fromCallback((Callback<String> _) -> {
            throw error;
        }))).isSameAs(error);
    }

    @Test
    void beginsAnewWithEachCall() {
        AtomicInteger begun = new AtomicInteger();
        AsyncCallable<Integer> count = fromCallback(
                (Callback<Integer> callback) -> callback.succeed(begun.incrementAndGet()));
        assertThat(begun).hasValue(0);
        assertThat(loop.call(count)).isEqualTo(1);
        assertThat(loop.call(count)).isEqualTo(2);
    }

    @Test
    void theFirstWordCounts() {
        assertThat(loop.call(fromCallback((Callback<String> callback) -> {
            assertThat(callback.isOver()).isFalse();
            assertThat(callback.succeed("first")).isTrue();
            assertThat(callback.isOver()).isTrue();
            assertThat(callback.succeed("second")).isFalse();
            assertThat(callback.fail(new IOException())).isFalse();
            assertThat(callback.cancelled("late")).isFalse();
        }))).isEqualTo("first");
    }

    @Test
    void anErrorAfterAnAnswerDoesNotVanish() {
        var error = new IOException("after the answer");
        assertThatThrownBy(() -> loop.call(fromCallback((Callback<String> callback) -> {
            callback.succeed("first");
            throw error;
        }))).isSameAs(error);
    }

    @Test
    void workThatIsCancelledElsewhereIsCancelled() {
        assertThatThrownBy(() -> loop.call(fromCallback((Callback<String> callback) -> callback.cancelled("closed"))))
                .isInstanceOf(CancelledException.class).hasMessage("closed");
        Task<String> task = loop.start(fromCallback(
                (Callback<String> callback) -> callback.fail(new CancellationException("gone"))));
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("gone"));
    }

    @Test
    @DisplayName("a cancel asks once, and waits for the answer")
    void aCancelWaitsForTheAnswer() {
        CompletableFuture<Callback<String>> begun = new CompletableFuture<>();
        Task<String> task = loop.start(work(OnCancel.WAIT, begun));
        Callback<String> callback = begun.join();
        task.cancel("enough");
        task.cancel("again");
        Eventually.until(() -> asked.get() == 1);
        assertThat(task.isDone()).isFalse();
        assertThat(callback.isOver()).isTrue();
        callback.cancelled("the library's own words");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aCancelEndsTheCallWhenItHasAsked() {
        CompletableFuture<Callback<String>> begun = new CompletableFuture<>();
        Task<String> task = loop.start(work(OnCancel.ABANDON, begun));
        begun.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(asked).hasValue(1);
        assertThat(begun.join().succeed("late")).isFalse();
    }

    @Test
    void aCancelEndsAtOnceWhereNobodyCanBeAsked() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Task<String> task = loop.start(fromCallback((Callback<String> _) -> begun.complete(null)));
        begun.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
    }

    @Test
    void workThatEndsWithAValueAllTheSameKeepsIt() {
        Task<String> task = loop.start(() -> {
            AsyncCallable<String> stubborn = fromCallback(
                    (Callback<String> callback) -> callback.onCancel(OnCancel.WAIT, () -> callback.succeed("done")));
            var stage = stubborn.call();
            stage.toCompletableFuture().cancel(true);
            return await(stage);
        });
        assertThat(task.result()).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource
    void aCancelThatComesBeforeItIsSaidHowIsNotLost(OnCancel then) throws Exception {
        try (Gate gate = new Gate()) {
            Task<String> task = loop.start(fromCallback((Callback<String> callback) -> {
                gate.passDeaf();
                callback.onCancel(then, () -> {
                    asked.incrementAndGet();
                    callback.cancelled("asked");
                });
            }));
            gate.awaitArrivals(1);
            task.cancel("early");
            gate.open();
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("early"));
        }
        Eventually.until(() -> asked.get() == 1);
    }

    @Test
    void howItIsCancelledMayBeSaidLate() {
        CompletableFuture<Callback<String>> begun = new CompletableFuture<>();
        Task<String> task = loop.start(fromCallback((Callback<String> callback) -> begun.complete(callback)));
        Callback<String> callback = begun.join();
        task.cancel("early");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("early"));
        callback.onCancel(OnCancel.WAIT, asked::incrementAndGet);
        Eventually.until(() -> asked.get() == 1);
    }

    @Test
    @DisplayName("B9: a call that is cancelled before it begins does not begin")
    void doesNotBeginWhenCancelledBefore() {
        AtomicInteger begun = new AtomicInteger();
        loop.call(() -> {
            Task<String> task = loop.start(fromCallback((Callback<String> _) -> begun.incrementAndGet()));
            task.cancel("before");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("before"));
        });
        assertThat(begun).hasValue(0);
    }

    @Test
    void asksNobodyOnceThereIsAnAnswer() {
        AtomicReference<Callback<String>> said = new AtomicReference<>();
        assertThat(loop.call(fromCallback((Callback<String> callback) -> {
            said.set(callback);
            callback.succeed("x");
            callback.onCancel(OnCancel.WAIT, asked::incrementAndGet);
        }))).isEqualTo("x");
        said.get().onCancel(OnCancel.WAIT, asked::incrementAndGet);
        assertThat(asked).hasValue(0);
    }

    @Test
    void isToldOnlyOnceHowItIsCancelled() {
        assertThatIllegalStateException().isThrownBy(() -> loop.call(fromCallback((Callback<String> callback) -> {
            callback.onCancel(OnCancel.WAIT, () -> {});
            callback.onCancel(OnCancel.WAIT, () -> {});
        }))).withMessageMatching("how callback/CallbackTest lambda is cancelled has been said before: say it once");
    }

    @ParameterizedTest
    @EnumSource
    void workThatCannotBeAskedIsLeftAndTheReasonIsReported(OnCancel then) {
        var refused = new IOException("no connection");
        try (CapturedLog log = CapturedLog.open()) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            Task<String> task = loop.start(fromCallback((Callback<String> callback) -> {
                callback.onCancel(then, () -> {
                    throw refused;
                });
                begun.complete(null);
            }));
            begun.join();
            task.cancel("enough");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
            assertThat(log.thrown()).containsExactly(refused);
        }
    }

    @Test
    void isAskedInTheContextItBeganIn() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<String> user = new CompletableFuture<>();
        Task<String> task = USER.call("ada", () -> loop.start(fromCallback((Callback<String> callback) -> {
            callback.onCancel(OnCancel.ABANDON, () -> user.complete(USER.find().orElse("nobody")));
            begun.complete(null);
        })));
        begun.join();
        task.cancel();
        assertThat(user.join()).isEqualTo("ada");
        assertThat(catchThrowable(task::result)).isInstanceOf(CancelledException.class);
    }

    @Test
    @DisplayName("a cancel and an answer at the same time: one of them counts, and nobody is asked twice")
    void racesEndOneWay() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            AtomicInteger questions = new AtomicInteger();
            CompletableFuture<Callback<String>> begun = new CompletableFuture<>();
            Task<String> task = loop.start(fromCallback((Callback<String> callback) -> {
                callback.onCancel(OnCancel.ABANDON, questions::incrementAndGet);
                begun.complete(callback);
            }));
            Callback<String> callback = begun.join();
            AtomicReference<Boolean> first = new AtomicReference<>();
            Thread answering = Thread.startVirtualThread(() -> first.set(callback.succeed("x")));
            task.cancel("enough");
            answering.join();
            Outcome<String> end = task.outcome();
            if (first.get()) {
                assertThat(end).isIn(new Outcome.Success<>("x"), new Outcome.Cancelled<>("enough"));
            } else {
                assertThat(end).isEqualTo(new Outcome.Cancelled<>("enough"));
                assertThat(questions).hasValue(1);
            }
            assertThat(questions.get()).isLessThanOrEqualTo(1);
        }
    }
}
