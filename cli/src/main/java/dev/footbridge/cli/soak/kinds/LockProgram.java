package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.stage.Section;
import dev.footbridge.cli.soak.subject.Locking;
import java.util.List;

/**
 * A lock around a section with waits in it: never a second holder, and free in the end.
 *
 * @param parts its actors
 */
record LockProgram(List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("lock", "lock", "try", "try for");

    static Program draw(Dice dice) {
        return new LockProgram(Casting.draw(dice, 2, 6, FORMS, 1));
    }

    @Override
    public String shape() {
        return "a lock";
    }

    @Override
    public void run(Play play) {
        Locking lock = play.stage().subject().lock();
        Section section = new Section();
        play.perform(parts, (step, scene) -> {
            if (!take(lock, step)) {
                return false;
            }
            try {
                inside(section, step, scene);
            } finally {
                lock.unlock();
            }
            return true;
        });
        play.check(lock.tryLock(), "the lock is not free in the end");
        play.check(section.lost() == 0, section.lost() + " steps of a counter were lost in the lock");
        lock.unlock();
        play.check(lock.waiting() == 0, lock.waiting() + " wait for the lock in the end");
    }

    private static boolean take(Locking lock, Step step) {
        return switch (step.form()) {
            case "lock" -> {
                lock.lock();
                yield true;
            }
            case "try" -> lock.tryLock();
            case "try for" -> lock.tryLock(step.limit());
            default -> throw Forms.unknown(step);
        };
    }

    /** Stays a while in what the lock guards. */
    static void inside(Section section, Step step, Scene scene) {
        Object me = new Object();
        scene.check(section.enter(me), "a second one holds the lock");
        try {
            if (!step.hold().isZero()) {
                scene.pause(step.hold());
            }
        } finally {
            scene.check(section.leave(me), "a second one took the lock");
        }
    }
}
