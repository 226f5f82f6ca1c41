package dev.footbridge.laws;

import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.Emitter;
import java.util.Optional;

/** What a generator must be able to do to be explored with answers: the real one, or one that is broken on purpose. */
interface TwoWay {

    Optional<Integer> next() throws Exception;

    Optional<Integer> send(Integer answer) throws Exception;

    Optional<Integer> fail(Exception error) throws Exception;

    void close() throws Exception;

    /** What a body says its numbers to. */
    interface Line {

        /** Emits a number, and waits until the next one is asked for. */
        void say(int number) throws Exception;

        /** Emits a number, and waits for the answer. */
        Optional<Integer> ask(int number) throws Exception;
    }

    /** A body, seen without what emits for it. */
    @FunctionalInterface
    interface Talk {
        void run(Line line) throws Exception;
    }

    /** Opens one. */
    @FunctionalInterface
    interface Opener {
        TwoWay open(Talk body);
    }

    /** The real line. */
    static Line line(Emitter<Integer> out) {
        return new Line() {
            @Override
            public void say(int number) {
                out.emit(number);
            }

            @Override
            public Optional<Integer> ask(int number) {
                return out.emit(number, Integer.class);
            }
        };
    }

    /** The real one. */
    static TwoWay real(Talk body) {
        AsyncGenerator<Integer> items = AsyncGenerator.open(out -> body.run(line(out)));
        return new TwoWay() {
            @Override
            public Optional<Integer> next() {
                return items.next();
            }

            @Override
            public Optional<Integer> send(Integer answer) {
                return items.send(answer);
            }

            @Override
            public Optional<Integer> fail(Exception error) {
                return items.fail(error);
            }

            @Override
            public void close() {
                items.close();
            }
        };
    }
}
