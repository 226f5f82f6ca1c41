package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Script;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.subject.Choice;
import dev.footbridge.cli.soak.subject.Choice.Chosen;
import dev.footbridge.cli.soak.subject.Choice.Clause;
import dev.footbridge.cli.soak.subject.Item;
import dev.footbridge.cli.soak.subject.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Choices between two queues: exactly one clause happens, and what did not happen leaves no trace.
 *
 * @param left how many one queue holds
 * @param right how many the other one holds
 * @param open after how long both are closed
 * @param parts its actors
 */
record SelectProgram(int left, int right, Duration open, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("take either", "put either", "take or put", "put or take",
            "put", "take", "take for");
    private static final int MOST = 2;

    static Program draw(Dice dice) {
        return new SelectProgram(dice.between(0, MOST), dice.between(0, MOST), Casting.open(dice),
                Casting.draw(dice, 2, 7, FORMS, 2));
    }

    @Override
    public String shape() {
        return "queues of " + left + " and " + right + " to choose from, closed after " + open.toNanos() / 1_000
                + " us";
    }

    @Override
    public void run(Play play) {
        Queue one = new Queue(play, Order.FIFO, left);
        Queue other = new Queue(play, Order.FIFO, right);
        Script script = (step, scene) -> Queue.unlessClosed(scene, () -> use(one, other, step, scene));
        play.perform(parts, script, open, () -> {
            one.channel().close();
            other.channel().close();
        });
        one.checkEnd(play);
        other.checkEnd(play);
    }

    private static boolean use(Queue one, Queue other, Step step, Scene scene) throws InterruptedException {
        Queue plain = step.amount() == 1 ? one : other;
        return switch (step.form()) {
            case "put" -> plain.put(step, scene);
            case "take", "take for" -> plain.take(step, scene);
            case "take either" -> choose(one, other, List.of(take(one), take(other)), step, scene);
            case "put either" -> choose(one, other, List.of(put(one, scene), put(other, scene)), step, scene);
            case "take or put" -> choose(one, other, List.of(take(one), put(other, scene)), step, scene);
            case "put or take" -> choose(one, other, List.of(put(one, scene), take(other)), step, scene);
            default -> throw Forms.unknown(step);
        };
    }

    private static Clause take(Queue from) {
        return new Clause(from.channel(), null);
    }

    private static Clause put(Queue to, Scene scene) {
        return new Clause(to.channel(), to.ledger().make(scene.actor(), 1));
    }

    private static boolean choose(Queue one, Queue other, List<Clause> clauses, Step step, Scene scene) {
        Choice choice = scene.subject().choice();
        Optional<Chosen> chosen = step.amount() == 1
                ? Optional.of(choice.await(clauses))
                : choice.await(clauses, step.limit());
        if (chosen.isEmpty()) {
            return false;
        }
        Clause clause = chosen.get().clause();
        Item item = chosen.get().item();
        Queue queue = clause.channel() == one.channel() ? one : other;
        if (clause.put() == null) {
            queue.use(item, step, scene);
            return true;
        }
        return queue.ledger().put(item, true);
    }
}
