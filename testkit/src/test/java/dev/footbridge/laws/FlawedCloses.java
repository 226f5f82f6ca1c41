package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.laws.CloseLimitProgram.LimitedOpener;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.Emitter;
import dev.footbridge.stream.GeneratorBody;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Generators with a limit for their close, each with its flaw. */
final class FlawedCloses implements Numbers {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** It waits as long as it takes. */
        IGNORES_THE_LIMIT("how long the close took"),
        /** What is late is cancelled. */
        CUTS_CLEANUP_SHORT("it has cleaned up"),
        /** It leaves, and says nothing. */
        LEAVES_IN_SILENCE("reports of cleanup");

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
    private final Duration limit;
    private final AsyncGenerator<Integer> items;
    private @Nullable Task<?> body;

    private FlawedCloses(Flaw flaw, Interleaving run, Duration limit, int prefetch, GeneratorBody<Integer> body) {
        this.flaw = flaw;
        this.run = run;
        this.limit = limit;
        this.items = AsyncGenerator.open(o -> o.withPrefetch(prefetch), out -> run(body, out));
    }

    /** Some with this flaw. */
    static LimitedOpener with(Flaw flaw) {
        return (run, limit, prefetch, body) -> new FlawedCloses(flaw, run, limit, prefetch, body);
    }

    private void run(GeneratorBody<Integer> code, Emitter<Integer> out) throws Exception {
        body = Async.currentTask().orElseThrow();
        code.run(out);
    }

    @Override
    public Optional<Integer> next() {
        return items.next();
    }

    @Override
    public void close() {
        if (flaw == Flaw.IGNORES_THE_LIMIT) {
            items.close();
            return;
        }
        Task<Void> close = run.loop().start(items::close);
        boolean late = !Async.waitAll(List.of(close), limit).pending().isEmpty();
        Task<?> running = body;
        if (late && running != null && flaw == Flaw.CUTS_CLEANUP_SHORT) {
            running.cancel();
        }
        if (!late) {
            close.outcome().get();
        }
    }
}
