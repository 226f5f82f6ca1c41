package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import java.util.List;

/** One random program: everything that was drawn for it. Immutable. */
public interface Program {

    /** Its actors. */
    List<Part> parts();

    /** What was drawn besides, in words. */
    String shape();

    /** Runs it to its end, on the calling thread. */
    void run(Play play) throws Exception;

    /** All that was drawn, in words. */
    default String describe() {
        StringBuilder text = new StringBuilder(shape());
        for (int i = 0; i < parts().size(); i++) {
            text.append("\n    actor ").append(i).append(" on ").append(parts().get(i));
        }
        return text.toString();
    }
}
