package dev.footbridge.laws;

import dev.footbridge.CancelledException;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.Generator;
import dev.footbridge.testkit.Interleaving;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/** What a generator must be able to do to be explored: the real one, or one that is broken on purpose. */
interface Numbers {

    /** The next number; empty at the end. */
    Optional<Integer> next() throws Exception;

    /** Ends it and waits for its cleanup. */
    void close() throws Exception;

    /** A body, seen without what emits for it. */
    @FunctionalInterface
    interface Counting {
        void run(Consumer<Integer> out) throws Exception;
    }

    /** Opens one with this prefetch. */
    @FunctionalInterface
    interface Opener {
        Numbers open(Interleaving run, int prefetch, Counting body);
    }

    /** The real one. */
    static Numbers real(Interleaving run, int prefetch, Counting body) {
        return of(run, AsyncGenerator.open(o -> o.withPrefetch(prefetch), out -> body.run(out::emit)));
    }

    /** This one, used by both of its faces. */
    static Numbers of(Interleaving run, AsyncGenerator<Integer> items) {
        Generator<Integer> blocking = items.asGenerator();
        return new Numbers() {
            @Override
            public Optional<Integer> next() {
                return run.draw(3) > 0 ? items.next() : looked();
            }

            /** Others may come between the look and the pull. */
            private Optional<Integer> looked() {
                if (!blocking.hasNext()) {
                    return Optional.empty();
                }
                run.pause();
                if (items.isClosed()) {
                    throw new CancelledException("closed between the look and the pull");
                }
                try {
                    return Optional.of(blocking.next());
                } catch (NoSuchElementException taken) {
                    return Optional.empty();
                }
            }

            @Override
            public void close() {
                if (run.coin()) {
                    items.close();
                } else {
                    blocking.close();
                }
            }
        };
    }
}
