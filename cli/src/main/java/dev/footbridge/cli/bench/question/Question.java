package dev.footbridge.cli.bench.question;

import dev.footbridge.cli.bench.targets.Target;
import java.util.List;
import java.util.function.Consumer;

/** Something that can be measured by itself. */
public interface Question {

    /** Its name, in a word; several may share one. */
    String name();

    /** How good Footbridge is to be in it. */
    default List<Target> targets() {
        return List.of();
    }

    /**
     * Measures it.
     *
     * @param pace how thoroughly
     * @param saying is told what is at work, in a few words
     */
    Answer ask(Pace pace, Consumer<String> saying);
}
