package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.Handle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Time limits as they are often written, each with its flaw. */
record FlawedLimits(EventLoop loop, Flaw flaw) implements Limits {

    private static final Duration FOREVER = Duration.ofDays(365);

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** Whatever cancels the code, a time-out is reported. */
        TAKES_EVERY_CANCEL_FOR_ITS_OWN("a cancel from further out is called a time-out"),
        /** When a cancel from outside and the time-out come together, the time-out is reported. */
        PUTS_ITSELF_FIRST("a cancel from further out is called a time-out"),
        /** What is out of time is cancelled, and left to itself. */
        LEAVES_CLEANUP_BEHIND("code with a limit runs on behind it"),
        /** What is out of time runs on to its end. */
        LEAVES_WORK_BEHIND("code with a limit runs on behind it"),
        /** The whole task is cancelled, not only the code with the limit. */
        CANCELS_TOO_MUCH("somebody cancelled this wait"),
        /** A cancel from outside waits until the code with the limit has ended. */
        KEEPS_CANCELS_OUT("");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    @Override
    public void within(Duration limit, BlockingAction code) throws TimeoutException {
        switch (flaw) {
            case TAKES_EVERY_CANCEL_FOR_ITS_OWN, PUTS_ITSELF_FIRST -> greedy(limit, code);
            case LEAVES_CLEANUP_BEHIND, LEAVES_WORK_BEHIND -> hasty(limit, code);
            case CANCELS_TOO_MUCH -> coarse(limit, code);
            case KEEPS_CANCELS_OUT -> Async.shielded(() -> {
                Limits.real().within(limit, code);
                return null;
            });
        }
    }

    private void greedy(Duration limit, BlockingAction code) throws TimeoutException {
        boolean[] over = {false};
        Handle timer = loop.callLater(limit, () -> over[0] = true);
        try {
            Limits.real().within(limit, code);
        } catch (CancelledException cancelled) {
            if (over[0] || flaw == Flaw.TAKES_EVERY_CANCEL_FOR_ITS_OWN) {
                throw timeout(cancelled);
            }
            throw cancelled;
        } finally {
            timer.cancel();
        }
    }

    private void hasty(Duration limit, BlockingAction code) throws TimeoutException {
        Task<@Nullable Void> work = loop.start(code);
        try {
            if (!Async.waitAll(List.of(work), limit).pending().isEmpty()) {
                if (flaw == Flaw.LEAVES_CLEANUP_BEHIND) {
                    work.cancel();
                }
                throw new TimeoutException("made by hand");
            }
        } catch (CancelledException cancelled) {
            work.cancel();
            Async.shielded(work::outcome);
            throw cancelled;
        }
        work.result();
    }

    private void coarse(Duration limit, BlockingAction code) throws TimeoutException {
        boolean[] over = {false};
        Task<?> whole = Async.currentTask().orElseThrow();
        Handle timer = loop.callLater(limit, () -> {
            over[0] = true;
            whole.cancel("the time was up");
        });
        try {
            Limits.real().within(FOREVER, code);
        } catch (CancelledException cancelled) {
            if (over[0]) {
                throw timeout(cancelled);
            }
            throw cancelled;
        } finally {
            timer.cancel();
        }
    }

    private static TimeoutException timeout(CancelledException cancelled) {
        TimeoutException timeout = new TimeoutException("made by hand");
        for (Throwable suppressed : cancelled.getSuppressed()) {
            timeout.addSuppressed(suppressed);
        }
        return timeout;
    }
}
