package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.stage.Section;
import dev.footbridge.cli.soak.subject.Locking;
import dev.footbridge.cli.soak.subject.Waking;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tokens under a lock, and a condition that tells of new ones, with one signal for each or one for all: nobody waits
 * for ever while there is a token, and the lock is held whenever a wait returns.
 *
 * @param open after how long the tokens that are still wanted are given
 * @param parts its actors
 */
record ConditionProgram(Duration open, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("give", "give to all", "take", "take", "take for");
    private static final int MOST = 2;

    static Program draw(Dice dice) {
        return new ConditionProgram(Casting.open(dice), Casting.draw(dice, 2, 7, FORMS, MOST));
    }

    @Override
    public String shape() {
        return "a condition, served to the end after " + open.toNanos() / 1_000 + " us";
    }

    @Override
    public void run(Play play) {
        Tokens tokens = new Tokens(play.stage().subject().lock());
        long wanted = parts.stream().flatMap(part -> part.steps().stream())
                .filter(step -> step.form().startsWith("take")).count();
        play.perform(parts, (step, scene) -> tokens.use(step, scene), open, () -> tokens.giveUpTo(wanted));
        tokens.checkEnd(play);
    }

    /** The tokens, all of them guarded by the lock. */
    private static final class Tokens {

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
}
