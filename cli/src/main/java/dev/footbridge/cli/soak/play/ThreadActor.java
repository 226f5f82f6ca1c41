package dev.footbridge.cli.soak.play;

import dev.footbridge.CancelledException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One that is a plain thread: its trouble is an interrupt. */
final class ThreadActor extends Actor {

    private final Thread thread;
    private volatile @Nullable Throwable ended;

    ThreadActor(Play play, int number, Part part, Script script) {
        super(play, number, part, script);
        Thread.Builder kind = part.where().home() == Where.PLATFORM ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        thread = kind.name("soak-thread-" + number).unstarted(this::run);
    }

    private void run() {
        try {
            act();
        } catch (Throwable error) {
            ended = error;
        }
        boolean interrupted = isSurelyCut() && part().knowsInterrupts();
        play().check(!interrupted || Thread.currentThread().isInterrupted(), this + ": its interrupt was lost");
    }

    @Override
    void start() {
        thread.start();
    }

    @Override
    boolean send(Trouble.Form form) {
        thread.interrupt();
        return part().knowsInterrupts();
    }

    @Override
    boolean awaitEnd(Duration limit) {
        try {
            return thread.join(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for " + this);
        }
    }

    @Override
    void judge() {
        Throwable error = ended;
        if (error != null) {
            ended(error, error instanceof CancelledException);
        }
    }

    @Override
    void rescue() {
        thread.interrupt();
    }
}
