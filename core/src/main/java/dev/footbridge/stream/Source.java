package dev.footbridge.stream;

import dev.footbridge.internal.Sneaky;
import java.util.Objects;

/**
 * Where items come from: runs, and pushes them into a sink. Run again, it begins anew, if it can.
 *
 * <p>Whoever wants no more throws from the sink; the source cleans up as the exception passes, and lets it pass.
 */
@FunctionalInterface
interface Source<T> {

    /** Pushes all items, and returns at the end. */
    void run(Sink<? super T> out) throws Exception;

    /** What this body emits. */
    static <T> Source<T> of(GeneratorBody<T> body) {
        return new Written<>(Objects.requireNonNull(body, "the body of the generator is null: give a function"));
    }

    /** The code that a source is known by. */
    default Object function() {
        return this;
    }

    /** The same, known by this code. */
    static <T> Source<T> named(Object function, Source<T> source) {
        return new Named<>(function, source);
    }

    /** A source that is known by other code than its own. */
    record Named<T>(Object function, Source<T> source) implements Source<T> {

        @Override
        public void run(Sink<? super T> out) throws Exception {
            source.run(out);
        }
    }

    /** A body of the user's. */
    record Written<T>(GeneratorBody<T> body) implements Source<T> {

        @Override
        public void run(Sink<? super T> out) throws Exception {
            BodyEmitter<T> emitter = new BodyEmitter<>(out);
            try {
                body.run(emitter);
                emitter.checkReturn();
            } catch (Throwable end) {
                throw Sneaky.raise(emitter.cause(end));
            } finally {
                emitter.end();
            }
        }

        @Override
        public Object function() {
            return body;
        }
    }
}
