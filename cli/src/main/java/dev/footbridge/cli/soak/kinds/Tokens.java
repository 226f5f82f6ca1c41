package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Section;
import dev.footbridge.cli.soak.subject.Locking;
import dev.footbridge.cli.soak.subject.Waking;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Tokens that are given and taken, all of them guarded by a lock, and waited for by its condition. */
final class Tokens {

    /** In which somebody who was woken surely comes to take a token. */
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long GLANCE = 200_000;

    private final Locking lock;
    private final Waking more;
    private final Section section = new Section();
    private int free;
    private long given;
    private long taken;

    Tokens(Locking lock) {
        this.lock = lock;
        this.more = lock.condition();
    }

    // ---- what actors do

    boolean use(Step step, Scene scene) {
        lock.lock();
        Object me = new Object();
        scene.check(section.enter(me), "a second one holds the lock");
        try {
            return switch (step.form()) {
                case "give" -> give(step.amount());
                case "give to all" -> giveToAll(step.amount());
                case "take" -> take(step, scene, me);
                case "take for" -> takeFor(step, scene, me);
                default -> throw Forms.unknown(step);
            };
        } finally {
            scene.check(section.leave(me), "a second one took the lock");
            lock.unlock();
        }
    }

    private boolean give(int count) {
        free += count;
        given += count;
        more.signal(count);
        return true;
    }

    private boolean giveToAll(int count) {
        free += count;
        given += count;
        more.signalAll();
        return true;
    }

    private boolean take(Step step, Scene scene, Object me) {
        while (free == 0) {
            outside(scene, me, () -> {
                more.await();
                return true;
            });
        }
        return takeOne(step, scene);
    }

    private boolean takeFor(Step step, Scene scene, Object me) {
        while (free == 0) {
            if (!outside(scene, me, () -> more.await(step.limit())) && free == 0) {
                return false;
            }
        }
        return takeOne(step, scene);
    }

    private boolean takeOne(Step step, Scene scene) {
        free--;
        taken++;
        if (!step.hold().isZero()) {
            scene.pause(step.hold());
        }
        return true;
    }

    /** Waits without the lock; holds it again afterwards, however the wait ends. */
    private boolean outside(Scene scene, Object me, BooleanSupplier wait) {
        scene.check(section.leave(me), "a second one took the lock");
        try {
            return wait.getAsBoolean();
        } finally {
            scene.check(section.enter(me), "a wait for a condition returned without the lock");
        }
    }

    // ---- what must hold

    /** Nobody goes on waiting while there is a token: each one was signalled, and who was woken takes it soon. */
    void checkSignals(Play play) {
        long end = System.nanoTime() + SOON.toNanos();
        while (someWaitInVain()) {
            if (System.nanoTime() - end > 0) {
                play.check(false, "a signal was lost: some wait although there is a token");
                return;
            }
            LockSupport.parkNanos(GLANCE);
        }
    }

    private boolean someWaitInVain() {
        lock.lock();
        try {
            return free > 0 && more.waiting() > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Gives what is missing for nobody to wait for ever: one signal for each, and no more. */
    void giveUpTo(long wanted) {
        lock.lock();
        try {
            if (given < wanted) {
                give((int) (wanted - given));
            }
        } finally {
            lock.unlock();
        }
    }

    /** All have ended. */
    void checkEnd(Play play) {
        play.check(lock.tryLock(), "the lock of the condition is not free in the end");
        play.check(free == given - taken && free >= 0, given + " tokens were given, " + taken + " taken, " + free
                + " are left");
        play.check(section.lost() == 0, section.lost() + " steps of a counter were lost in the lock");
        lock.unlock();
        play.check(more.waiting() == 0, more.waiting() + " wait for the condition in the end");
        play.check(lock.waiting() == 0, lock.waiting() + " wait for the lock in the end");
    }
}
