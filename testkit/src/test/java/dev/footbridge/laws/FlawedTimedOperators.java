package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.laws.TimingProgram.Kind;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Operators that look at the clock, one of which has a flaw. */
final class FlawedTimedOperators implements TimedOperators {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** It is about all items together. */
        LIMITS_THE_WHOLE(Kind.TIMEOUT, "late"),
        /** Who is late is left alone. */
        LEAVES_THE_LATE_BEHIND(Kind.TIMEOUT, "a source that still runs"),
        /** What is not full waits. */
        WAITS_UNTIL_THE_CHUNK_IS_FULL(Kind.CHUNKS, "of a chunk"),
        /** The time of a chunk is that of an item. */
        TAKES_EACH_ITEM_FOR_THE_FIRST(Kind.CHUNKS, "chunk came"),
        /** So many in each window, whenever that begins. */
        COUNTS_IN_WINDOWS(Kind.RATE_LIMIT, "when an item came"),
        /** All pauses are equal. */
        SPREADS_THEM_EVENLY(Kind.RATE_LIMIT, "when an item came"),
        /** It cannot wait. */
        RUNS_AGAIN_AT_ONCE(Kind.RETRY, "when it was run again"),
        /** Once more than that cannot hurt. */
        RUNS_ONCE_TOO_OFTEN(Kind.RETRY, "runs of what failed"),
        /** The last failure is the one that counts. */
        FORGETS_FAILURES(Kind.RETRY, "arrived");

        private final Kind kind;
        private final String found;

        Flaw(Kind kind, String found) {
            this.kind = kind;
            this.found = found;
        }

        /** Which operator has it. */
        Kind kind() {
            return kind;
        }

        String found() {
            return found;
        }
    }

    private final Flaw flaw;
    /** So that they are not taken for abandoned. */
    private final List<AsyncGenerator<Integer>> left = new ArrayList<>();

    FlawedTimedOperators(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public AsyncStream<Integer> timeout(AsyncStream<Integer> items, Duration limit) {
        if (flaw == Flaw.LIMITS_THE_WHOLE) {
            return AsyncStream.generate(out -> Async.withTimeout(limit, () -> {
                items.forEach(out::emit);
                return "in time";
            }));
        }
        return AsyncStream.generate(out -> {
            AsyncGenerator<Integer> open = items.openAsync();
            left.add(open);
            for (;;) {
                Task<Optional<Integer>> next = Async.start(() -> open.next());
                if (!Async.waitAll(List.of(next), limit).pending().isEmpty()) {
                    throw new TimeoutException("late");
                }
                if (next.result().isEmpty()) {
                    return;
                }
                out.emit(next.result().get());
            }
        });
    }

    @Override
    public AsyncStream<List<Integer>> chunks(AsyncStream<Integer> items, int size, Duration time) {
        return flaw == Flaw.WAITS_UNTIL_THE_CHUNK_IS_FULL ? items.chunks(size) : items.chunks(1, time);
    }

    @Override
    public AsyncStream<Integer> rateLimit(AsyncStream<Integer> items, int most, Duration per) {
        if (flaw == Flaw.SPREADS_THEM_EVENLY) {
            return items.rateLimit(1, per.dividedBy(most));
        }
        return AsyncStream.generate(out -> {
            int[] inWindow = {0};
            items.forEach(item -> {
                if (inWindow[0] == most) {
                    Async.sleep(per);
                    inWindow[0] = 0;
                }
                inWindow[0]++;
                out.emit(item);
            });
        });
    }

    @Override
    public AsyncStream<Integer> retry(AsyncStream<Integer> items, int times, Duration pause) {
        return switch (flaw) {
            case RUNS_AGAIN_AT_ONCE -> items.retry(times);
            case RUNS_ONCE_TOO_OFTEN -> items.retry(times + 1, pause);
            default -> AsyncStream.generate(out -> {
                for (int left = times;; left--) {
                    try {
                        items.forEach(out::emit);
                        return;
                    } catch (RuntimeException other) {
                        throw other;
                    } catch (Exception failure) {
                        if (left == 0) {
                            throw failure;
                        }
                        Async.sleep(pause);
                    }
                }
            });
        };
    }
}
