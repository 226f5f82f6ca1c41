package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The steps of a {@link Program} that have a time limit. */
final class LimitSteps {

    private final Program program;
    private final Limits limits;

    LimitSteps(Program program, Limits limits) {
        this.program = program;
        this.limits = limits;
    }

    /** Code with a limit, in one of the ways there are; whether it was in time. */
    private interface Way {
        boolean run(LimitScope scope, Duration limit, BlockingAction code) throws Exception;
    }

    void within(Watched me, BlockingAction code) throws Exception {
        limited(me, code, (_, limit, limited) -> {
            limits.within(limit, limited);
            return true;
        });
    }

    void moveOn(Watched me, BlockingAction code) throws Exception {
        limited(me, code, (_, limit, limited) -> limits.moveOn(limit, limited));
    }

    void movable(Watched me, BlockingAction code) throws Exception {
        limited(me, code, (scope, limit, limited) -> {
            limits.movable(limit, move -> {
                Duration moved = limit();
                scope.move(moved);
                move.accept(moved);
                limited.run();
            });
            return true;
        });
    }

    private Duration limit() {
        return Duration.ofMillis(program.drawn().draw(4));
    }

    private void limited(Watched me, BlockingAction code, Way way) throws Exception {
        Duration limit = limit();
        LimitScope scope = new LimitScope(program.drawn().clock(), limit);
        boolean[] inside = {false};
        BlockingAction limited = () -> {
            inside[0] = true;
            try {
                me.in(scope, code);
            } finally {
                inside[0] = false;
            }
        };
        try {
            if (!way.run(scope, limit, limited)) {
                struck(me, scope, limit);
            }
        } catch (TimeoutException late) {
            if (program.known().add(late)) {
                struck(me, scope, limit);
            }
            if (program.drawn().coin()) {
                throw late;
            }
            program.faults().arrived(late);
        } catch (CancelledException cancelled) {
            assertThat(me.mayBeCancelled() || program.known().contains(cancelled))
                    .as("what cancelled the code came from outside the limit").isTrue();
            throw cancelled;
        } finally {
            assertThat(inside[0]).as("code with a limit runs on behind it").isFalse();
        }
    }

    /** The limit says that it has ended the code. */
    private static void struck(Watched me, LimitScope scope, Duration limit) {
        assertThat(scope.mayBeCancelled()).as("it was that limit that had passed").isTrue();
        assertThat(limit.isPositive() && me.isCancelled()).as("a cancel from further out is called a time-out")
                .isFalse();
    }
}
