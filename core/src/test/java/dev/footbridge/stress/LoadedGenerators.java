package dev.footbridge.stress;

import dev.footbridge.Level;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.Generator;
import dev.footbridge.stream.GeneratorBody;
import java.util.Optional;

/** Makes the generators that are put under load: real ones, or such as are broken on purpose. */
@FunctionalInterface
public interface LoadedGenerators {

    /** A generator on this level. */
    One open(Level level, int prefetch, GeneratorBody<Integer> body);

    /** What a generator must be able to do. */
    interface One extends AutoCloseable {

        /** The next item. */
        Optional<Integer> next();

        /** The same, by looking first. */
        Optional<Integer> nextByLooking();

        @Override
        void close();
    }

    /** Real ones. */
    static LoadedGenerators real() {
        return (level, prefetch, body) -> new Real(
                AsyncGenerator.open(o -> o.withLevel(level).withPrefetch(prefetch), body));
    }

    /** A real one, to be spoilt. */
    class Real implements One {

        private final AsyncGenerator<Integer> generator;
        private final Generator<Integer> face;

        Real(AsyncGenerator<Integer> generator) {
            this.generator = generator;
            this.face = generator.asGenerator();
        }

        /** Whether there is a next item. */
        boolean hasNext() {
            return face.hasNext();
        }

        @Override
        public Optional<Integer> next() {
            return generator.next();
        }

        @Override
        public Optional<Integer> nextByLooking() {
            return hasNext() ? next() : Optional.empty(); // what was there may have gone to another by now
        }

        @Override
        public void close() {
            generator.close();
        }
    }
}
