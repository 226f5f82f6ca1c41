package dev.footbridge.stress;

import dev.footbridge.Async;
import dev.footbridge.stream.AsyncGenerator;
import java.time.Duration;
import java.util.Optional;

/** Generators that break a law, so that the checks have something to find. */
public final class BrokenGenerators {

    private static final Duration LATER = Duration.ofNanos(20_000);

    private BrokenGenerators() {}

    /** Ones that take an item and then see that whoever pulls was cancelled. */
    public static LoadedGenerators losingWhatACancelledPullTook() {
        return (level, prefetch, body) -> new LoadedGenerators.Real(
                AsyncGenerator.open(o -> o.withLevel(level).withPrefetch(prefetch), body)) {
            @Override
            public Optional<Integer> next() {
                Optional<Integer> item = super.next();
                Async.sleep(LATER);
                return item;
            }
        };
    }

    /** Ones that keep what was looked at where several may take it. */
    public static LoadedGenerators doublingWhatWasLookedAt() {
        return (level, prefetch, body) -> new LoadedGenerators.Real(
                AsyncGenerator.open(o -> o.withLevel(level).withPrefetch(prefetch), body)) {

            private volatile Optional<Integer> seen = Optional.empty();

            @Override
            boolean hasNext() {
                if (seen.isEmpty()) {
                    seen = super.next();
                }
                return seen.isPresent();
            }

            @Override
            public Optional<Integer> next() {
                Optional<Integer> item = seen;
                if (item.isEmpty()) {
                    return super.next();
                }
                Async.yieldNow();
                seen = Optional.empty();
                return item;
            }
        };
    }

    /** Ones that leave their cleanup to the background. */
    public static LoadedGenerators notWaitingForCleanup() {
        return (level, prefetch, body) -> new LoadedGenerators.Real(AsyncGenerator
                .open(o -> o.withLevel(level).withPrefetch(prefetch).withCloseLimit(Duration.ZERO), body));
    }

    /** Ones that are further ahead than they may. */
    public static LoadedGenerators runningAhead() {
        return (level, prefetch, body) -> new LoadedGenerators.Real(
                AsyncGenerator.open(o -> o.withLevel(level).withPrefetch(prefetch + 4), body));
    }
}
