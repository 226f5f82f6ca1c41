package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.stage.Planned;
import dev.footbridge.cli.soak.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls from level to level and back, to some depth: all return, with the value, or the very failure, of the innermost.
 *
 * @param paths the levels that the calls go through; the amount of a step says which of these is its path
 * @param parts its actors
 */
record NestingProgram(List<List<Integer>> paths, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("call", "start", "fail");
    private static final int PATHS = 4;
    private static final int DEEPEST = 12;

    static Program draw(Dice dice) {
        List<List<Integer>> paths = new ArrayList<>();
        for (int i = 0; i < PATHS; i++) {
            List<Integer> path = new ArrayList<>();
            int depth = dice.between(1, DEEPEST);
            for (int hop = 0; hop < depth; hop++) {
                path.add(dice.upTo(Stage.HOMES));
            }
            paths.add(List.copyOf(path));
        }
        return new NestingProgram(List.copyOf(paths), Casting.draw(dice, 2, 6, FORMS, PATHS));
    }

    @Override
    public String shape() {
        return "calls through the levels " + paths;
    }

    @Override
    public void run(Play play) {
        play.perform(parts, (step, scene) -> {
            List<Integer> path = paths.get(step.amount() - 1);
            AtomicReference<Planned> planned = new AtomicReference<>();
            try {
                int depth = descend(path, step, scene, planned);
                scene.check(depth == path.size(), "calls through " + path + " returned " + depth);
            } catch (Planned failure) {
                play.seen(failure);
                scene.check(failure == planned.get(), "calls through " + path + " threw " + failure + " instead of "
                        + planned.get());
            }
            return true;
        });
    }

    private static int descend(List<Integer> path, Step step, Scene scene, AtomicReference<Planned> planned)
            throws Exception {
        scene.touch();
        if (path.isEmpty()) {
            scene.pause(step.hold());
            if (step.form().equals("fail")) {
                Planned failure = scene.play().plan();
                planned.set(failure);
                throw failure;
            }
            return 0;
        }
        int next = path.getFirst();
        List<Integer> rest = path.subList(1, path.size());
        int depth = step.form().equals("start")
                ? scene.level(next).start(() -> descend(rest, step, scene.on(next), planned)).result()
                : scene.level(next).call(() -> descend(rest, step, scene.on(next), planned));
        scene.touch();
        return depth + 1;
    }
}
