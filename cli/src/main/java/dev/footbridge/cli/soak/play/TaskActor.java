package dev.footbridge.cli.soak.play;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One that is a task on a level. */
final class TaskActor extends Actor {

    private @Nullable Task<Boolean> task;

    TaskActor(Play play, int number, Part part, Script script) {
        super(play, number, part, script);
    }

    @Override
    void start() {
        task = play().stage().home(part().where().home()).level().start(() -> {
            act();
            return true;
        });
    }

    private Task<Boolean> task() {
        return Objects.requireNonNull(task, "the actor was not started");
    }

    @Override
    boolean send(Trouble.Form form) {
        return switch (form) {
            case NONE -> false;
            case CANCEL -> task().cancel("trouble of " + this);
            case FUTURE -> task().toCompletableFuture().cancel(true);
            case COOPERATIVE -> task().cancel(false);
        };
    }

    @Override
    boolean awaitEnd(Duration limit) {
        return Async.waitAll(List.of(task()), limit).pending().isEmpty();
    }

    @Override
    void judge() {
        switch (task().outcome()) {
            case Outcome.Success<Boolean> _ -> {
            }
            case Outcome.Cancelled<Boolean>(String reason) -> ended(new CancelledException(reason), true);
            case Outcome.Failure<Boolean>(Throwable error) -> ended(error, false);
        }
    }

    @Override
    void rescue() {
        if (task != null) {
            task.cancel("rescued");
        }
    }
}
