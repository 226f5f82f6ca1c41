package dev.footbridge.laws;

import dev.footbridge.CancelledException;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.sync.AsyncEvent;
import java.util.function.Consumer;

/** An emitter that does not see to it that a body stops when it is told to, each with its flaw. */
final class LaxEmitter implements Consumer<Integer> {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** What is emitted after that is dropped, and the body goes on. */
        LETS_IT_GO_BY("an emit after the stop went by"),
        /** Who emits waits for somebody to ask for more. */
        WAITS_FOR_EVER("deadlock");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    private final Flaw flaw;
    private final Consumer<Integer> out;
    private boolean told;

    private LaxEmitter(Flaw flaw, Consumer<Integer> out) {
        this.flaw = flaw;
        this.out = out;
    }

    /** Generators with such emitters. */
    static Numbers.Opener with(Flaw flaw) {
        return (run, prefetch, body) -> Numbers.of(run,
                AsyncGenerator.open(o -> o.withPrefetch(prefetch), out -> body.run(new LaxEmitter(flaw, out::emit))));
    }

    @Override
    public void accept(Integer item) {
        if (told) {
            if (flaw == Flaw.WAITS_FOR_EVER) {
                AsyncEvent.create().await();
            }
            return;
        }
        try {
            out.accept(item);
        } catch (CancelledException stop) {
            told = true;
            throw stop;
        }
    }
}
