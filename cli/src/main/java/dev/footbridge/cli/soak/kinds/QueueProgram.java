package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.subject.Order;
import java.time.Duration;
import java.util.List;

/**
 * A queue that is closed or aborted while it is in use: what was put is taken once, or dropped, or still in it.
 *
 * @param order in which order items leave it
 * @param capacity how many it holds; zero for a rendezvous
 * @param aborted whether it is aborted in the end
 * @param open after how long it is closed
 * @param parts its actors
 */
record QueueProgram(Order order, int capacity, boolean aborted, Duration open,
        List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("put", "put", "put for", "try put", "offer for", "take", "take",
            "take for", "try take", "poll for", "take some");
    private static final List<Integer> CAPACITIES = List.of(0, 0, 1, 1, 2, 3, Integer.MAX_VALUE);
    private static final int RANKS = 4;

    static Program draw(Dice dice) {
        Order order = dice.oneIn(2) ? Order.FIFO : dice.pick(List.of(Order.values()));
        int capacity = dice.pick(CAPACITIES);
        return new QueueProgram(order, order == Order.FIFO ? capacity : Math.max(1, capacity), dice.oneIn(3),
                Casting.open(dice), Casting.draw(dice, 2, 7, FORMS, RANKS));
    }

    @Override
    public String shape() {
        return "a " + order + " queue of " + capacity + ", " + (aborted ? "aborted" : "closed") + " after "
                + open.toNanos() / 1_000 + " us";
    }

    @Override
    public void run(Play play) {
        Queue queue = new Queue(play, order, capacity);
        play.perform(parts, (step, scene) -> Queue.unlessClosed(scene, () -> use(queue, step, scene)), open, () -> {
            if (aborted) {
                queue.ledger().dropped(queue.channel().abort());
            } else {
                queue.channel().close();
            }
        });
        queue.checkEnd(play);
    }

    private static boolean use(Queue queue, Step step, Scene scene) throws InterruptedException {
        return switch (step.form()) {
            case "put", "put for", "try put", "offer for" -> queue.put(step, scene);
            case "take some" -> queue.takeSome(step, scene);
            default -> queue.take(step, scene);
        };
    }
}
