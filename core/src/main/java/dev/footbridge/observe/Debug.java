package dev.footbridge.observe;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Debug mode of an event loop: what it looks for, and whom it tells. Immutable; each {@code with} method returns a
 * changed copy.
 *
 * <p>It finds steps that keep the loop for too long, blocking calls, and tasks that nobody awaits; and it remembers
 * where each task was started, which failures that nobody looked at then show. It costs some microseconds for each
 * task. The system property {@code footbridge.debug=true} turns it on for every loop that is not told otherwise. Off by
 * default.
 *
 * {@snippet :
 * EventLoop loop = EventLoop.open(o -> o.withDebug(Debug.on().withSlowStep(Duration.ofMillis(20))));
 * }
 *
 * @param isOn whether it looks at all
 * @param slowStep how long a coroutine may keep the loop without waiting
 * @param listener told what was found; what it throws goes to the failure handler
 */
public record Debug(boolean isOn, Duration slowStep, Consumer<LoopWarning> listener) {

    private static final System.Logger LOG = System.getLogger("dev.footbridge");
    private static final Debug OFF = new Debug(false, Duration.ofMillis(100), Debug::log);

    /** Checks the values. */
    public Debug {
        Objects.requireNonNull(listener, "the listener is null: leave the default to log what is found");
        Objects.requireNonNull(slowStep, "the limit of a step is null: leave the default");
        if (!slowStep.isPositive()) {
            throw new IllegalArgumentException(
                    "a slow step must take some time (slowStep is " + slowStep + "): give more than zero");
        }
    }

    /** Debug mode: a step is slow after 100 ms; warnings are logged to {@code dev.footbridge}. */
    public static Debug on() {
        return new Debug(true, OFF.slowStep, OFF.listener);
    }

    /** No debug mode. */
    public static Debug off() {
        return OFF;
    }

    /** What the system property {@code footbridge.debug} says: on if it is {@code true}. */
    public static Debug fromProperty() {
        return Boolean.getBoolean("footbridge.debug") ? on() : off();
    }

    private static void log(LoopWarning warning) {
        Throwable place = switch (warning) {
            case LoopWarning.SlowStep slow -> new Place("the slow step", slow.stack());
            case LoopWarning.NeverAwaited forgotten -> forgotten.started();
            case LoopWarning.BlockingCall _ -> null;
        };
        if (place == null) {
            LOG.log(System.Logger.Level.WARNING, warning.message());
        } else {
            LOG.log(System.Logger.Level.WARNING, warning.message(), place);
        }
    }

    /** With this limit for a step. */
    public Debug withSlowStep(Duration slowStep) {
        return new Debug(isOn, slowStep, listener);
    }

    /** With this listener instead of the log. */
    public Debug withListener(Consumer<LoopWarning> listener) {
        return new Debug(isOn, slowStep, listener);
    }

    /** A trace for the log. */
    private static final class Place extends Throwable {

        private static final long serialVersionUID = 1;

        Place(String what, java.util.List<StackTraceElement> stack) {
            super(what, null, false, true);
            setStackTrace(stack.toArray(StackTraceElement[]::new));
        }
    }
}
