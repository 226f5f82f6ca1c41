package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.FailureHandler;
import dev.footbridge.Level;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;

/** A level of a test's own, named 'ending', that is about to be closed or aborted. */
final class EndingLevel implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Level level;
    private final Runnable close;
    private final Runnable abort;

    /** A loop, a pool, or a pool of one place. */
    enum Kind {
        LOOP, POOL, SMALL
    }

    private EndingLevel(Level level, Runnable close, Runnable abort) {
        this.level = level;
        this.close = close;
        this.abort = abort;
    }

    /** One that gives all the time that is needed. */
    static EndingLevel of(Kind kind, FailureHandler handler) {
        return of(kind, handler, LONG, LONG);
    }

    /** One that soon gives up what does not end. */
    static EndingLevel impatient(Kind kind, FailureHandler handler) {
        return of(kind, handler, Duration.ofMillis(50), Duration.ofMillis(100));
    }

    private static EndingLevel of(Kind kind, FailureHandler handler, Duration closeTimeout, Duration abortTimeout) {
        if (kind == Kind.LOOP) {
            EventLoop loop = EventLoop.open(o -> o.withName("ending").withFailureHandler(handler)
                    .withCloseTimeout(closeTimeout).withAbortTimeout(abortTimeout));
            return new EndingLevel(loop, loop::close, loop::abort);
        }
        ThreadPool pool = ThreadPool.open(o -> o.withName("ending").withFailureHandler(handler)
                .withLimit(kind == Kind.SMALL ? 1 : 100).withCloseTimeout(closeTimeout)
                .withAbortTimeout(abortTimeout));
        return new EndingLevel(pool, pool::close, pool::abort);
    }

    Level level() {
        return level;
    }

    /** A generator on it. */
    AsyncGenerator<Integer> open(int prefetch, GeneratorBody<Integer> body) {
        return AsyncGenerator.open(o -> o.withLevel(level).withPrefetch(prefetch), body);
    }

    /** A generator on it that has given its first item, a zero. */
    AsyncGenerator<Integer> begun(int prefetch, GeneratorBody<Integer> body) {
        AsyncGenerator<Integer> numbers = open(prefetch, body);
        assertThat(numbers.next()).contains(0);
        return numbers;
    }

    @Override
    public void close() {
        close.run();
    }

    void abort() {
        abort.run();
    }
}
