package dev.footbridge.internal;

import dev.footbridge.Outcome;
import org.jspecify.annotations.Nullable;

/** A view of a task that passes its outcome on but keeps cancels from it. */
public final class Shield {

    private Shield() {}

    /** A view of this task: cancelling the view settles the view alone. */
    public static <T extends @Nullable Object> Promise<T> of(Promise<T> task) {
        Deferred<T> view = new Deferred<>(task.name() + " (shielded)");
        Signal settle = () -> {
            switch (task.settled()) {
                case Outcome.Success<T> success -> view.set(success.value());
                case Outcome.Failure<T> failure -> view.setFailure(failure.error());
                case Outcome.Cancelled<T> cancelled -> view.setCancelled(cancelled.reason());
            }
        };
        if (!task.observe(settle)) {
            settle.fire();
        }
        return view;
    }
}
