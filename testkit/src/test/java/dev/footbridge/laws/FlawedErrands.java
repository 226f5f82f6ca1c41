package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.testkit.Interleaving;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Ways to send errands that are broken on purpose. */
final class FlawedErrands implements Level {

    /** What is wrong. */
    enum Flaw {
        /** Whoever sends one does it himself. */
        IN_PLACE("the errand's thread"),
        /** One in so many is never done. */
        LOST("wait"),
        /** Another one may be sent between the moment that counts and the queue. */
        OUT_OF_ORDER("in the order they were sent");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        /** What the check says. */
        String found() {
            return found;
        }
    }

    private final Flaw flaw;
    private final Interleaving run;

    FlawedErrands(Flaw flaw, Interleaving run) {
        this.flaw = flaw;
        this.run = run;
    }

    @Override
    public String name() {
        return "flawed";
    }

    @Override
    public <T> Task<T> start(Callable<T> job) {
        return switch (flaw) {
            case IN_PLACE -> Level.caller().start(job);
            case LOST -> run.draw(4) > 0
                    ? Async.callerThread().start(job)
                    : run.loop().start(() -> {
                        Async.await(new CompletableFuture<Void>());
                        return job.call();
                    });
            case OUT_OF_ORDER -> {
                run.pause();
                yield Async.callerThread().start(job);
            }
        };
    }

    @Override
    public <T> Optional<Task<T>> tryStart(Callable<T> job) {
        return Optional.of(start(job));
    }

    @Override
    public <T> T call(Callable<T> job) {
        return start(job).result();
    }
}
