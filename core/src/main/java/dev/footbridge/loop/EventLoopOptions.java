package dev.footbridge.loop;

import dev.footbridge.FailureHandler;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.observe.Debug;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How an {@link EventLoop} is set up. Immutable; each {@code with} method returns a changed copy.
 *
 * @param name the loop's name, in messages and thread names
 * @param closeTimeout how long {@link EventLoop#close} lets tasks finish before it cancels them
 * @param abortTimeout how long cancelled tasks may take to clean up before the loop gives them up and names them
 * @param failureHandler told about failures that nobody looked at; the default logs them to {@code dev.footbridge}
 * @param blockingCallListener told in words when a coroutine makes a blocking call (it is served: the loop goes on)
 * @param timeSource the loop's clock
 * @param readyOrder which of several that could run next does
 * @param debug what to look for that is most likely not meant
 */
public record EventLoopOptions(String name, Duration closeTimeout, Duration abortTimeout,
        FailureHandler failureHandler, Consumer<String> blockingCallListener, TimeSource timeSource,
        ReadyOrder readyOrder, Debug debug) {

    static final EventLoopOptions DEFAULT = new EventLoopOptions("loop", Duration.ofSeconds(30), Duration.ofSeconds(10),
            FailureSink::log, call -> {}, TimeSource.system(), ReadyOrder.fifo(), Debug.fromProperty());

    /** Checks the values. */
    public EventLoopOptions {
        Objects.requireNonNull(name, "the loop's name is null: give it one, or leave the default");
        Objects.requireNonNull(failureHandler, "the failure handler is null: leave the default to log failures");
        Objects.requireNonNull(blockingCallListener, "the blocking call listener is null: leave the default");
        Objects.requireNonNull(timeSource, "the time source is null: leave the default for the system's clock");
        Objects.requireNonNull(readyOrder, "the ready order is null: leave the default for first come, first served");
        Objects.requireNonNull(debug, "the debug mode is null: leave the default, or give Debug.off()");
        notNegative("closeTimeout", closeTimeout);
        notNegative("abortTimeout", abortTimeout);
    }

    private static void notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative (it is " + value + "): give zero or more");
        }
    }

    /** With this name. */
    public EventLoopOptions withName(String name) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }

    /** With this time for tasks to finish on close; zero cancels them at once. */
    public EventLoopOptions withCloseTimeout(Duration closeTimeout) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }

    /** With this time for cancelled tasks to clean up. */
    public EventLoopOptions withAbortTimeout(Duration abortTimeout) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }

    /** With this handler for failures nobody looked at. */
    public EventLoopOptions withFailureHandler(FailureHandler failureHandler) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }

    /** With this listener for blocking calls made in coroutines. */
    public EventLoopOptions withBlockingCallListener(Consumer<String> blockingCallListener) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }

    /** With this clock. */
    public EventLoopOptions withTimeSource(TimeSource timeSource) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }

    /** With this order among what could run next. */
    public EventLoopOptions withReadyOrder(ReadyOrder readyOrder) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }

    /** With this debug mode. */
    public EventLoopOptions withDebug(Debug debug) {
        return new EventLoopOptions(name, closeTimeout, abortTimeout, failureHandler, blockingCallListener, timeSource,
                readyOrder, debug);
    }
}
