package dev.footbridge.cli.soak.play;

import dev.footbridge.cli.soak.stage.Planned;
import java.time.Duration;

/** Plays one part, on a level or on a thread of its own. Driven by the thread that runs the program. */
abstract class Actor {

    private final Play play;
    private final int number;
    private final Part part;
    private final Script script;
    private volatile String doing = "has not begun";
    private volatile boolean troubled;
    private volatile boolean surelyCut;

    Actor(Play play, int number, Part part, Script script) {
        this.play = play;
        this.number = number;
        this.part = part;
        this.script = script;
    }

    static Actor of(Play play, int number, Part part, Script script) {
        return part.where().isThread()
                ? new ThreadActor(play, number, part, script)
                : new TaskActor(play, number, part, script);
    }

    /** Begins. */
    abstract void start();

    /** Sends it what comes from outside; true once it has surely arrived. */
    abstract boolean send(Trouble.Form form);

    /** Waits for its end, so long; whether it has ended. */
    abstract boolean awaitEnd(Duration limit);

    /** It has ended: whether that was a way in which it may. */
    abstract void judge();

    /** It hangs: gets it out, whatever it takes. */
    abstract void rescue();

    final Play play() {
        return play;
    }

    final int number() {
        return number;
    }

    final Part part() {
        return part;
    }

    final boolean isTroubled() {
        return troubled;
    }

    final boolean isSurelyCut() {
        return surelyCut;
    }

    /** Sends its trouble. */
    final void trouble() {
        troubled = true;
        if (send(part.trouble().form())) {
            surelyCut = true;
        }
    }

    /** Plays the part. */
    final void act() throws Exception {
        Scene scene = Scene.of(play, this, part.where());
        for (Step step : part.steps()) {
            doing = step.toString();
            scene.touch();
            step.perform(scene, inner -> perform(step, inner));
            scene.touch();
        }
    }

    private boolean perform(Step step, Scene scene) throws Exception {
        scene.touch();
        boolean done = script.play(step, scene);
        scene.touch();
        return done;
    }

    /** It ended by throwing this. */
    final void ended(Throwable error, boolean isCancelled) {
        play.seen(error);
        boolean expected = isCancelled ? troubled || !Planned.in(error).isEmpty() : play.isPlanned(error);
        play.check(expected, this + " ended with " + error, error);
    }

    /** What it is doing, for people. */
    final String status() {
        return this + (troubled ? ", in trouble" : "") + ": " + doing;
    }

    @Override
    public String toString() {
        return "actor " + number + " (" + part.where() + ")";
    }
}
