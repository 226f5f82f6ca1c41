package dev.footbridge.cli.soak.play;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.subject.Structure;
import dev.footbridge.cli.soak.subject.Subject;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What is around the code that runs at this moment: whose step it is, on which level it runs, and whether something may
 * have cancelled it, or surely has. Immutable.
 */
public final class Scene {

    private static final Duration FOREVER = Duration.ofDays(1);

    private final Play play;
    private final Actor actor;
    private final int home;
    private final BooleanSupplier mayBeCut;
    private final BooleanSupplier surelyCut;

    private Scene(Play play, Actor actor, int home, BooleanSupplier mayBeCut, BooleanSupplier surelyCut) {
        this.play = play;
        this.actor = actor;
        this.home = home;
        this.mayBeCut = mayBeCut;
        this.surelyCut = surelyCut;
    }

    /** Where an actor begins. */
    static Scene of(Play play, Actor actor, Where where) {
        return new Scene(play, actor, where.home(), actor::isTroubled, actor::isSurelyCut);
    }

    // ---- going further in

    /** On another level, where a cancel of this one arrives some time. */
    public Scene on(int level) {
        return new Scene(play, actor, level, mayBeCut, () -> false);
    }

    /** In another task on the same level, where a cancel of this one arrives some time. */
    public Scene beside() {
        return on(home);
    }

    /** Where something may cancel the code at any time. */
    public Scene loose() {
        return new Scene(play, actor, home, () -> true, surelyCut);
    }

    /** Where something may cancel the code at any time, and surely has once this says so. */
    public Scene loose(BooleanSupplier expired) {
        return new Scene(play, actor, home, () -> true, () -> surelyCut.getAsBoolean() || expired.getAsBoolean());
    }

    /** Where no cancel from outside arrives. */
    public Scene shielded() {
        return new Scene(play, actor, home, () -> false, () -> false);
    }

    // ---- what it knows

    /** Whether something may have cancelled the code here by now. */
    public boolean mayBeCut() {
        return mayBeCut.getAsBoolean();
    }

    /** Whether something surely has, so that the next wait must say so. */
    public boolean isSurelyCut() {
        return surelyCut.getAsBoolean();
    }

    /** Whether this is a coroutine of a loop. */
    public boolean isOnLoop() {
        return home < Stage.LOOPS;
    }

    /** The number of the actor whose step this is. */
    public int actor() {
        return actor.number();
    }

    /** The play. */
    public Play play() {
        return play;
    }

    /** A level of the stage. */
    public Level level(int number) {
        return play.stage().home(number).level();
    }

    /** What programs are built from. */
    public Subject subject() {
        return play.stage().subject();
    }

    /** Groups, limits, shields and waits. */
    public Structure structure() {
        return subject().structure();
    }

    // ---- what code does here

    /** Uses what code between two waits on a loop has to itself. */
    public void touch() {
        if (isOnLoop()) {
            check(play.stage().state(home).touch(), "two ran between waits at the same time on " + Stage.nameOf(home));
        }
    }

    /** Waits for a time that passes by itself; in a pool also in the JDK's own way, which keeps the place. */
    public void pause(Duration time) {
        boolean plainly = home >= Stage.LOOPS && home < Stage.HOMES && time.toNanos() % 2 == 0;
        pause(time, plainly);
    }

    /** Waits until it is cancelled; in the JDK's own way only where that takes no place from whoever is to cancel it. */
    public void pauseForever() {
        pause(FOREVER, home == Stage.UNLIMITED);
    }

    private void pause(Duration time, boolean plainly) {
        touch();
        boolean cut = isSurelyCut();
        if (plainly) {
            sleepPlainly(time);
        } else {
            Async.sleep(time);
            check(!cut, "a cancel was lost: a wait went on that began after it");
        }
        touch();
    }

    private void sleepPlainly(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            check(mayBeCut(), "a plain sleep was interrupted that nobody had cancelled", interrupted);
            throw new CancelledException("interrupted in a plain sleep");
        }
    }

    /** Lets others run. */
    public void yieldNow() {
        touch();
        Async.yieldNow();
        touch();
    }

    /** Something is wrong unless this holds. */
    public void check(boolean rule, String otherwise) {
        play.check(rule, actor + ": " + otherwise);
    }

    /** Something is wrong unless this holds, and this shows where. */
    public void check(boolean rule, String otherwise, Throwable error) {
        play.check(rule, actor + ": " + otherwise, error);
    }
}
