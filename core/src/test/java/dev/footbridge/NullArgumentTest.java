package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.Generator;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A null where something is needed is refused at once, with words. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NullArgumentTest {

    private static final String TASKS = "the tasks are null: give tasks that were started";
    private static final String TASK = "the task is null: give one that was started";
    private static final String JOBS = "the jobs are null: give functions to run";
    private static final String JOB = "the job is null: give a function to run";
    private static final String TIME = "the time is null: give a duration";
    private static final String SET = "the options are null: give o -> o for the default";
    private static final String OPTIONS = "the function made null of the options: give o -> o for the default";

    private static final Collection<Task<Integer>> NO_TASKS = null;
    private static final Collection<Callable<Integer>> NO_JOBS = null;
    private static final Task<Integer>[] NO_ARRAY = null;
    private static final Duration LONG = Duration.ofSeconds(60);

    private record Call(String what, String message, ThrowingCallable call) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call("gather of an array", TASKS, () -> Async.gather(NO_ARRAY)),
                new Call("gather", TASKS, () -> Async.gather(NO_TASKS)),
                new Call("gather of jobs", JOBS, () -> Async.gather(2, NO_JOBS)),
                new Call("gatherOutcomes", TASKS, () -> Async.gatherOutcomes(NO_TASKS)),
                new Call("gatherOutcomes of jobs", JOBS, () -> Async.gatherOutcomes(2, NO_JOBS)),
                new Call("complete", TASKS, () -> Async.complete(NO_TASKS)),
                new Call("complete of blocking jobs", JOBS, () -> Async.complete((Callable<Integer>[]) null)),
                new Call("complete of async jobs", JOBS, () -> Async.complete((AsyncCallable<Integer>[]) null)),
                new Call("race of an array", TASKS, () -> Async.race(NO_ARRAY)),
                new Call("race", TASKS, () -> Async.race(NO_TASKS)),
                new Call("any of an array", TASKS, () -> Async.any(NO_ARRAY)),
                new Call("any", TASKS, () -> Async.any(NO_TASKS)),
                new Call("waitAll", TASKS, () -> Async.waitAll(NO_TASKS)),
                new Call("waitAll for so long", TASKS, () -> Async.waitAll(NO_TASKS, LONG)),
                new Call("waitAny", TASKS, () -> Async.waitAny(NO_TASKS)),
                new Call("waitFirstFailure", TASKS, () -> Async.waitFirstFailure(NO_TASKS)),
                new Call("asCompleted", TASKS, () -> Async.asCompleted(NO_TASKS).close()),
                new Call("asCompleted for so long", TASKS, () -> Async.asCompleted(NO_TASKS, LONG).close()),
                new Call("withTimeout without time", TIME, () -> Async.withTimeout(null, () -> 1)),
                new Call("withDeadline without time", TIME, () -> Async.withDeadline(null, _ -> 1)),
                new Call("withDeadline without code", JOB, () -> Async.withDeadline(LONG, null)),
                new Call("withDeadline, over, without code", JOB, () -> Async.withDeadline(Duration.ZERO, null)),
                new Call("moveOnAfter without time", TIME, () -> Async.moveOnAfter(null, () -> 1)),
                new Call("moveOnAfter without time or value", TIME, () -> Async.moveOnAfter(null, () -> {})),
                new Call("moveOnAfter without code", JOB, () -> Async.moveOnAfter(LONG, (Callable<Integer>) null)),
                new Call("moveOnAfter without async code", JOB,
                        () -> Async.moveOnAfter(LONG, (AsyncCallable<Integer>) null)),
                new Call("moveOnAfter without an action", JOB, () -> Async.moveOnAfter(LONG, (BlockingAction) null)),
                new Call("sleep", TIME, () -> Async.sleep(null)),
                new Call("await of a task", TASK, () -> Async.await((Task<Integer>) null)),
                new Call("await of a stage", "the stage is null: give one to wait for",
                        () -> Async.await((CompletionStage<Integer>) null)),
                new Call("await of a completable future", "the future is null: give one to wait for",
                        () -> Async.await((CompletableFuture<Integer>) null)),
                new Call("await of a future", "the future is null: give one to wait for",
                        () -> Async.await((Future<Integer>) null)),
                new Call("await of a function", JOB, () -> Async.await((AsyncCallable<Integer>) null)),
                new Call("shield", TASK, () -> Async.shield(null)),
                new Call("shielded", JOB, () -> Async.shielded((Callable<Integer>) null)),
                new Call("EventLoop.open", SET, () -> EventLoop.open(null)),
                new Call("EventLoop.open to null", OPTIONS, () -> EventLoop.open(_ -> null)),
                new Call("EventLoop.on", SET, () -> EventLoop.on(_ -> {}, null)),
                new Call("EventLoop.on to null", OPTIONS, () -> EventLoop.on(_ -> {}, _ -> null)),
                new Call("ThreadPool.open", SET, () -> ThreadPool.open(null)),
                new Call("ThreadPool.open to null", OPTIONS, () -> ThreadPool.open(_ -> null)),
                new Call("ThreadPool.elastic", SET, () -> ThreadPool.elastic(null)),
                new Call("ThreadPool.confined", SET, () -> ThreadPool.confined(null)),
                new Call("Generator.open", SET, () -> Generator.open(null, _ -> {}).close()),
                new Call("Generator.open to null", OPTIONS, () -> Generator.open(_ -> null, _ -> {}).close()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void isRefusedWithWords(Call call) {
        assertThatNullPointerException().isThrownBy(call.call()).withMessage(call.message());
    }

    @Test
    @DisplayName("a cancel without a reason is refused, and cancels nothing")
    void refusesAReasonThatIsNull() {
        String message = "the reason is null: say why it is cancelled";
        try (EventLoop loop = EventLoop.open(o -> o.withName("reasons"))) {
            CompletableFuture<String> arrival = new CompletableFuture<>();
            Task<String> task = loop.start(() -> Async.await(arrival));
            assertThatNullPointerException().isThrownBy(() -> task.cancel((String) null)).withMessage(message);
            arrival.complete("arrived");
            assertThat(task.outcome()).isEqualTo(new Outcome.Success<>("arrived"));
            assertThatNullPointerException().isThrownBy(() -> task.cancel((String) null)).withMessage(message);
            try (TaskGroup group = TaskGroup.open(loop)) {
                assertThatNullPointerException().isThrownBy(() -> group.cancel(null)).withMessage(message);
                assertThat(group.start(() -> 1).result()).isEqualTo(1);
            }
        }
    }

    @Test
    void refusesAPoolJobThatDoesNotSayWhatFollowsACancel() {
        try (ThreadPool pool = ThreadPool.open()) {
            assertThatNullPointerException().isThrownBy(() -> pool.start(() -> 1, null))
                    .withMessage("what follows is null: say WAIT or ABANDON");
        }
    }
}
