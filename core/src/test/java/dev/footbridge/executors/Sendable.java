package dev.footbridge.executors;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** Functions that can be sent, as users have them. */
final class Sendable {

    private Sendable() {}

    interface Call<T> extends Callable<T>, Serializable {}

    interface Async<T> extends AsyncCallable<T>, Serializable {}

    interface Action extends BlockingAction, Serializable {}

    interface Run extends Runnable, Serializable {}

    static <T> Call<T> call(Call<T> function) {
        return function;
    }

    static <T> Async<T> async(Async<T> function) {
        return function;
    }

    static Action action(Action function) {
        return function;
    }

    static Run run(Run function) {
        return function;
    }
}
