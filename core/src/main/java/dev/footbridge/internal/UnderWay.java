package dev.footbridge.internal;

import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A task of work that somebody else has begun and whose end a stage tells. No thread and no coroutine waits for it. */
public final class UnderWay {

    private UnderWay() {}

    /** The task of this stage; a stage that is a task is its own. */
    public static <T extends @Nullable Object> Task<T> of(CompletionStage<T> stage) {
        Objects.requireNonNull(stage, "the stage is null: give one of work that is under way");
        if (stage instanceof Promise<T> task) {
            return task;
        }
        CalledBack<T> task = new CalledBack<>(stage);
        // It ends when the stage was asked: a stage need not complete when it is cancelled, nor soon.
        task.onCancel(OnCancel.ABANDON, () -> StageWait.cancel(stage));
        var _ = stage.whenComplete((value, error) -> {
            boolean _ = error == null ? task.succeeded(value) : task.failed(error);
        });
        return task;
    }
}
