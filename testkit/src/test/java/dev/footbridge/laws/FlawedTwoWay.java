package dev.footbridge.laws;

import dev.footbridge.CancelledException;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.Emitter;
import dev.footbridge.testkit.Interleaving;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Generators that are answered, each with its flaw. */
final class FlawedTwoWay implements TwoWay {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** An answer lies where the next one overwrites it. */
        OVERWRITES_THE_ANSWER("was heard"),
        /** What is thrown in the body comes back although the body has dealt with it. */
        THROWS_IT_BACK("came back"),
        /** What a cancelled coroutine has said is said again. */
        SAYS_IT_AGAIN("numbers taken when the body goes on"),
        /** Answers and exceptions are dropped where they are not expected. */
        REFUSES_NOTHING("was heard");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    private final Flaw flaw;
    private final Interleaving run;
    private final AsyncGenerator<Integer> items;
    private @Nullable Integer slot;

    private FlawedTwoWay(Flaw flaw, Interleaving run, Talk body) {
        this.flaw = flaw;
        this.run = run;
        this.items = AsyncGenerator.open(
                out -> body.run(flaw == Flaw.OVERWRITES_THE_ANSWER ? overwriting(out) : TwoWay.line(out)));
    }

    /** One with this flaw. */
    static Opener with(Flaw flaw, Interleaving run) {
        return body -> new FlawedTwoWay(flaw, run, body);
    }

    private Line overwriting(Emitter<Integer> out) {
        return new Line() {
            @Override
            public void say(int number) {
                out.emit(number);
            }

            @Override
            public Optional<Integer> ask(int number) {
                out.emit(number);
                Integer found = slot;
                slot = null;
                return Optional.ofNullable(found);
            }
        };
    }

    @Override
    public Optional<Integer> next() {
        return items.next();
    }

    @Override
    public Optional<Integer> send(Integer answer) {
        switch (flaw) {
            case OVERWRITES_THE_ANSWER -> {
                slot = answer;
                return items.next();
            }
            case SAYS_IT_AGAIN -> {
                try {
                    return items.send(answer);
                } catch (CancelledException cancelled) {
                    run.loop().start(() -> again(answer));
                    throw cancelled;
                }
            }
            case REFUSES_NOTHING -> {
                try {
                    return items.send(answer);
                } catch (CancelledException cancelled) {
                    throw cancelled;
                } catch (IllegalStateException refused) {
                    return items.next();
                }
            }
            default -> {
                return items.send(answer);
            }
        }
    }

    private Optional<Integer> again(Integer answer) {
        run.pause();
        try {
            return items.send(answer);
        } catch (IllegalStateException refused) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Integer> fail(Exception error) throws Exception {
        Optional<Integer> next = items.fail(error);
        if (flaw == Flaw.THROWS_IT_BACK) {
            throw error;
        }
        return next;
    }

    @Override
    public void close() {
        items.close();
    }
}
