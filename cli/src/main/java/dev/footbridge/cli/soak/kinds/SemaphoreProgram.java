package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.subject.Counting;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A semaphore: never more permits out than there are, and all of them back in the end.
 *
 * @param permits how many there are
 * @param parts its actors
 */
record SemaphoreProgram(int permits, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("acquire", "acquire", "try", "try for");
    private static final int MOST = 4;

    static Program draw(Dice dice) {
        int permits = dice.between(1, MOST);
        return new SemaphoreProgram(permits, Casting.draw(dice, 2, 7, FORMS, permits));
    }

    @Override
    public String shape() {
        return "a semaphore with " + permits + " permits";
    }

    @Override
    public void run(Play play) {
        Counting semaphore = play.stage().subject().semaphore(permits);
        AtomicInteger out = new AtomicInteger();
        play.perform(parts, (step, scene) -> {
            if (!take(semaphore, step)) {
                return false;
            }
            try {
                int now = out.addAndGet(step.amount());
                scene.check(now <= permits, now + " of " + permits + " permits are out");
                if (!step.hold().isZero()) {
                    scene.pause(step.hold());
                }
            } finally {
                out.addAndGet(-step.amount());
                semaphore.release(step.amount());
            }
            return true;
        });
        play.check(semaphore.available() == permits, semaphore.available() + " permits are free in the end");
        play.check(semaphore.waiting() == 0, semaphore.waiting() + " wait for permits in the end");
    }

    private static boolean take(Counting semaphore, Step step) {
        return switch (step.form()) {
            case "acquire" -> {
                semaphore.acquire(step.amount());
                yield true;
            }
            case "try" -> semaphore.tryAcquire(step.amount());
            case "try for" -> semaphore.tryAcquire(step.amount(), step.limit());
            default -> throw Forms.unknown(step);
        };
    }
}
