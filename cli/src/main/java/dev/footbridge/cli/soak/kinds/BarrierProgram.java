package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.subject.Meeting;
import dev.footbridge.sync.BarrierBrokenException;
import dev.footbridge.sync.BarrierStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A barrier that is aborted in the end: nobody goes on before all have come, and each time there is one of each place.
 *
 * @param parties how many have to come
 * @param open after how long it is aborted
 * @param parts its actors
 */
record BarrierProgram(int parties, Duration open, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("await", "await", "await for");
    private static final int MOST = 4;

    static Program draw(Dice dice) {
        int parties = dice.between(1, MOST);
        return new BarrierProgram(parties, Casting.open(dice), Casting.draw(dice, parties, parties + 2, FORMS, 1));
    }

    @Override
    public String shape() {
        return "a barrier for " + parties + ", aborted after " + open.toNanos() / 1_000 + " us";
    }

    @Override
    public void run(Play play) {
        Meeting barrier = play.stage().subject().barrier(parties);
        AtomicInteger came = new AtomicInteger();
        AtomicInteger went = new AtomicInteger();
        AtomicIntegerArray places = new AtomicIntegerArray(parties);
        play.perform(parts, (step, scene) -> {
            came.incrementAndGet();
            int place = await(barrier, step);
            if (place < 0) {
                return false;
            }
            places.incrementAndGet(place);
            checkAllCame(went.incrementAndGet(), came.get(), scene);
            return true;
        }, open, barrier::abort);
        BarrierStats stats = barrier.stats();
        play.check(stats.trips() * parties == went.get() && stats.waiting() == 0, went + " went on at a barrier of "
                + parties + ", which says in the end: " + stats);
        for (int place = 0; place < parties; place++) {
            play.check(places.get(place) == stats.trips(), places.get(place) + " of " + stats.trips()
                    + " trips had place " + place);
        }
    }

    private void checkAllCame(int went, int came, Scene scene) {
        int needed = (went + parties - 1) / parties * parties;
        scene.check(came >= needed, went + " went on when " + came + " had come to a barrier of " + parties);
    }

    private static int await(Meeting barrier, Step step) {
        try {
            return switch (step.form()) {
                case "await" -> barrier.await();
                case "await for" -> barrier.await(step.limit());
                default -> throw Forms.unknown(step);
            };
        } catch (BarrierBrokenException | TimeoutException alone) {
            return -1;
        }
    }
}
