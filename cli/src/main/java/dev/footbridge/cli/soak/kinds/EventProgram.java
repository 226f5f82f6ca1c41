package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.play.Trouble;
import dev.footbridge.cli.soak.play.Where;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.subject.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An event that one actor sets and clears, and the others wait for: nobody goes on before it happens, and nobody waits
 * for ever once it has.
 *
 * @param open after how long it is set for good
 * @param parts its actors; the first one sets and clears it
 */
record EventProgram(Duration open, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("await", "await", "await for");
    private static final List<String> CHANGES = List.of("set", "clear");
    private static final int MOST_CHANGES = 12;

    static Program draw(Dice dice) {
        List<Step> changes = new ArrayList<>();
        int many = dice.upTo(MOST_CHANGES);
        for (int i = 0; i < many; i++) {
            changes.add(new Step(dice.pick(CHANGES), Duration.ZERO, dice.brief(), 1, List.of()));
        }
        Trouble none = new Trouble(Trouble.Form.NONE, Duration.ZERO);
        List<Part> parts = new ArrayList<>(List.of(new Part(Where.draw(dice), none, List.copyOf(changes))));
        parts.addAll(Casting.draw(dice, 2, 6, FORMS, 1));
        return new EventProgram(Casting.open(dice), List.copyOf(parts));
    }

    @Override
    public String shape() {
        return "an event, set for good after " + open.toNanos() / 1_000 + " us";
    }

    @Override
    public void run(Play play) {
        History history = new History(play.stage().subject().event());
        play.perform(parts, (step, scene) -> switch (step.form()) {
            case "set" -> {
                history.set();
                scene.pause(step.hold());
                yield true;
            }
            case "clear" -> {
                history.clear();
                scene.pause(step.hold());
                yield true;
            }
            default -> history.await(step, scene);
        }, open, history::setForGood);
        play.check(history.event.waiting() == 0, history.event.waiting() + " wait for the event in the end");
    }

    /** What became of the event, so that whoever goes on can tell whether it may. */
    private static final class History {

        private final Happening event;
        private final AtomicLong sets = new AtomicLong();
        private volatile boolean cleared = true;
        private volatile boolean over;

        History(Happening event) {
            this.event = event;
        }

        void set() {
            cleared = false;
            sets.incrementAndGet();
            event.set();
        }

        void clear() {
            event.clear();
            cleared = true;
            if (over) {
                set();
            }
        }

        void setForGood() {
            over = true;
            event.set();
        }

        boolean await(Step step, Scene scene) {
            long before = sets.get();
            boolean clear = cleared;
            boolean happened = wait(step);
            boolean tooEarly = happened && clear && sets.get() == before && !over;
            scene.check(!tooEarly, "went on before the event happened");
            return happened;
        }

        private boolean wait(Step step) {
            return switch (step.form()) {
                case "await" -> {
                    event.await();
                    yield true;
                }
                case "await for" -> event.await(step.limit());
                default -> throw Forms.unknown(step);
            };
        }
    }
}
