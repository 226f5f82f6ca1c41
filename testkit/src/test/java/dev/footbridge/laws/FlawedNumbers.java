package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.laws.GeneratorProgram.End;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.testkit.Interleaving;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Generators, each with its flaw. */
final class FlawedNumbers implements Numbers {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** It runs ahead without having been told to. */
        READS_AHEAD(End.ONCE_ALL_IS_DONE, "asked for"),
        /** Who is woken finds what is in the slot by then. */
        OVERWRITES_ITS_SLOT(End.ONCE_ALL_IS_DONE, "number"),
        /** A pull goes on without the one that was cancelled, and nobody gets what it brings. */
        LOSES_WHAT_THE_CANCELLED_ASKED_FOR(End.ONCE_ALL_IS_DONE, "number"),
        /** Who waits cannot be cancelled. */
        KEEPS_CANCELS_OUT(End.ONCE_ALL_IS_DONE, "how long one waited on"),
        /** What is stored is forgotten as soon as the body has failed. */
        LETS_THE_FAILURE_OVERTAKE(End.ONCE_ALL_IS_DONE, "numbers taken before the end"),
        /** Who pulls is told of a cancel, as that is how the body was ended. */
        TELLS_OF_A_CANCEL(End.ONCE_ALL_IS_DONE, "somebody ended this pull"),
        /** The end is the end. */
        SWALLOWS_THE_FAILURE(End.ONCE_ALL_IS_DONE, "arrived"),
        /** It fails as often as it is asked. */
        REPEATS_THE_FAILURE(End.ONCE_ALL_IS_DONE, "a failure came after the end"),
        /** A close leaves the cleanup to the background. */
        DOES_NOT_WAIT_FOR_CLEANUP(End.SOMETIME, "the body runs after the close"),
        /** A close that is cancelled leaves the cleanup to the background. */
        LEAVES_CLEANUP_BEHIND(End.SOMETIME, "the body runs after the close"),
        /** Only the first close waits. */
        IS_CLOSED_BEFORE_IT_IS(End.SOMETIME, "the body runs after the close"),
        /** The body is told by a cancel, which cancels its cleanup, too. */
        CANCELS_THE_CLEANUP(End.SOMETIME, "the cleanup was cut short"),
        /** A close waits for its turn, behind those who pull. */
        CLOSES_WHEN_NOBODY_PULLS(End.SOMETIME, "how long the close took"),
        /** What the cleanup fails with is logged, perhaps. */
        SWALLOWS_WHAT_CLEANUP_FAILS_WITH(End.SOMETIME, "arrived"),
        /** Every close throws it. */
        REPEATS_WHAT_CLEANUP_FAILS_WITH(End.SOMETIME, "arrived");

        private final End end;
        private final String found;

        Flaw(End end, String found) {
            this.end = end;
            this.found = found;
        }

        /** Whose checks find it. */
        End end() {
            return end;
        }

        String found() {
            return found;
        }
    }

    private final Flaw flaw;
    private final Interleaving run;
    private final AsyncGenerator<Integer> items;
    private final AsyncLock lock = AsyncLock.create();
    private @Nullable Task<?> body;
    private @Nullable Fault failure;
    private Optional<Integer> slot = Optional.empty();

    private FlawedNumbers(Flaw flaw, Interleaving run, int prefetch, Counting source) {
        this.flaw = flaw;
        this.run = run;
        int ahead = flaw == Flaw.READS_AHEAD ? prefetch + 1 : prefetch;
        this.items = AsyncGenerator.open(o -> o.withPrefetch(ahead), out -> run(source, out::emit));
    }

    /** One with this flaw. */
    static Opener with(Flaw flaw) {
        return (run, prefetch, source) -> new FlawedNumbers(flaw, run, prefetch, source);
    }

    private void run(Counting source, Consumer<Integer> out) throws Exception {
        body = Async.currentTask().orElseThrow();
        try {
            source.run(out);
        } catch (Fault failed) {
            failure = failed;
            throw failed;
        }
    }

    @Override
    public Optional<Integer> next() throws Exception {
        return switch (flaw) {
            case OVERWRITES_ITS_SLOT -> {
                Optional<Integer> next = items.next();
                if (next.isPresent()) {
                    slot = next;
                    run.pause();
                }
                yield next.isPresent() ? slot : next;
            }
            case LOSES_WHAT_THE_CANCELLED_ASKED_FOR -> run.loop().start(items::next).outcome().get();
            case KEEPS_CANCELS_OUT -> Async.shielded(items::next);
            case CLOSES_WHEN_NOBODY_PULLS -> lock.locked(items::next);
            case LETS_THE_FAILURE_OVERTAKE -> {
                Optional<Integer> next = items.next();
                Fault failed = failure;
                failure = null;
                if (next.isPresent() && failed != null) {
                    throw failed;
                }
                yield next;
            }
            case TELLS_OF_A_CANCEL, SWALLOWS_THE_FAILURE, REPEATS_THE_FAILURE -> failing();
            default -> items.next();
        };
    }

    private Optional<Integer> failing() throws Fault {
        Optional<Integer> next;
        try {
            next = items.next();
        } catch (RuntimeException | Error other) {
            throw other;
        } catch (Exception failed) {
            if (flaw == Flaw.TELLS_OF_A_CANCEL) {
                throw new CancelledException(failed.toString());
            }
            next = Optional.empty();
        }
        Fault failed = failure;
        if (next.isEmpty() && failed != null && flaw == Flaw.REPEATS_THE_FAILURE) {
            throw failed;
        }
        return next;
    }

    @Override
    public void close() throws Exception {
        boolean again = items.isClosed();
        switch (flaw) {
            case DOES_NOT_WAIT_FOR_CLEANUP -> run.loop().start(this::quietly);
            case LEAVES_CLEANUP_BEHIND -> {
                try {
                    run.loop().start(this::quietly).outcome();
                } catch (CancelledException cancelled) {
                    // It leaves.
                }
            }
            case IS_CLOSED_BEFORE_IT_IS -> {
                if (!again) {
                    items.close();
                }
            }
            case CANCELS_THE_CLEANUP -> {
                Task<?> running = body;
                if (running != null) {
                    running.cancel();
                }
                items.close();
            }
            case CLOSES_WHEN_NOBODY_PULLS -> Async.shielded(() -> lock.locked(this::reallyClose));
            case SWALLOWS_WHAT_CLEANUP_FAILS_WITH -> quietly();
            case REPEATS_WHAT_CLEANUP_FAILS_WITH -> {
                items.close();
                Fault failed = failure;
                if (failed != null) {
                    throw failed;
                }
            }
            default -> items.close();
        }
    }

    private boolean reallyClose() {
        items.close();
        return true;
    }

    private void quietly() {
        try {
            items.close();
        } catch (Exception ignored) {
            // Nobody will know.
        }
    }
}
