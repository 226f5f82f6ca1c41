package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One task of a program under test, and the judge of its waits: one that begins in a cancelled scope must not go by,
 * one that nobody cancelled must not be cancelled, and none in a shield. Guarded by the loop.
 */
final class Watched {

    /** A scope that the code is in, or what is around the task. */
    interface Scope {

        /** Whether a wait in it must be cancelled. */
        boolean isCancelled();

        /** Whether a wait in it may be cancelled. */
        boolean mayBeCancelled();

        /** Since when it is cancelled, if it is. */
        @Nullable
        Duration since();
    }

    /** Nothing that was cancelled this long ago still waits: shields last for moments. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Scope SHIELD = new Scope() {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean mayBeCancelled() {
            return false;
        }

        @Override
        public @Nullable Duration since() {
            return null;
        }
    };

    private final VirtualClock clock;
    private final Scope around;
    private final ArrayDeque<Scope> scopes = new ArrayDeque<>();
    private @Nullable Task<?> task;
    private @Nullable Duration cancelled;
    private int shielded;

    /** A task with this around it. */
    Watched(VirtualClock clock, Scope around) {
        this.clock = clock;
        this.around = around;
    }

    /** One with nothing around it. */
    static Watched alone(VirtualClock clock) {
        return new Watched(clock, SHIELD);
    }

    /** What is around a task that is waited for by another one. */
    Scope waitingForIt() {
        return new Scope() {
            @Override
            public boolean isCancelled() {
                return false; // not before the waiter has noticed
            }

            @Override
            public boolean mayBeCancelled() {
                return mayHaveBeenCancelled();
            }

            @Override
            public @Nullable Duration since() {
                return cancelledSince();
            }
        };
    }

    /** Says which task it is. */
    void is(Task<?> task) {
        this.task = task;
    }

    /** Somebody cancels it, from outside. */
    void cancel() {
        if (task != null && task.cancel("from outside")) {
            cancelled = cancelled == null ? clock.elapsed() : cancelled;
        }
    }

    /** Whether somebody has cancelled it, from outside, before this. */
    boolean wasCancelledBefore(Duration time) {
        return cancelled != null && cancelled.compareTo(time) < 0;
    }

    /** Whether somebody has cancelled it, from outside, before it had ended. */
    boolean wasCancelled() {
        return cancelled != null;
    }

    // ---- scopes

    /** Runs code in a scope. */
    void in(Scope scope, BlockingAction code) throws Exception {
        scopes.push(scope);
        try {
            code.run();
        } finally {
            scopes.pop();
        }
    }

    /** Runs code in a shield, to its end. */
    void shielded(BlockingAction code) throws Exception {
        shielded++;
        Async.shielded(() -> {
            in(SHIELD, code);
            return null;
        });
        shielded--;
    }

    /** Whether a wait here must be cancelled. */
    boolean isCancelled() {
        for (Scope scope : scopes) {
            if (scope == SHIELD) {
                return false;
            }
            if (scope.isCancelled()) {
                return true;
            }
        }
        return wasCancelled() || around.isCancelled();
    }

    /** Whether a wait here may be cancelled. */
    boolean mayBeCancelled() {
        for (Scope scope : scopes) {
            if (scope == SHIELD) {
                return false;
            }
            if (scope.mayBeCancelled()) {
                return true;
            }
        }
        return wasCancelled() || around.mayBeCancelled();
    }

    /** Whether a wait somewhere in it, shielded or not, may have been cancelled. */
    boolean mayHaveBeenCancelled() {
        return wasCancelled() || around.mayBeCancelled() || scopes.stream().anyMatch(Scope::mayBeCancelled);
    }

    /** Since when it, or anything around it, has been cancelled, if it has. */
    private @Nullable Duration cancelledSince() {
        return Stream.concat(Stream.of(around), scopes.stream()).map(Scope::since).filter(Objects::nonNull)
                .reduce(cancelled, (one, other) -> one == null || one.compareTo(other) > 0 ? other : one);
    }

    // ---- waits

    /** Sleeps. */
    void sleep(Duration time) {
        await(() -> Async.sleep(time));
    }

    /** Lets the others run. */
    void yieldNow() {
        await(Async::yieldNow);
    }

    private void await(Runnable wait) {
        boolean met = isCancelled();
        try {
            wait.run();
        } catch (CancelledException thrown) {
            assertThat(mayBeCancelled()).as("somebody cancelled this wait: %s", thrown.reason()).isTrue();
            throw thrown;
        }
        assertThat(met).as("a wait that began in a cancelled scope went by").isFalse();
        Duration since = cancelledSince();
        assertThat(since == null ? Duration.ZERO : clock.elapsed().minus(since))
                .as("how long a wait lasted in something cancelled").isLessThan(PATIENCE);
    }

    /** At the end. */
    void check() {
        assertThat(task == null || task.isDone()).as("it has settled").isTrue();
        assertThat(shielded).as("shields that were not run to their end").isZero();
    }
}
