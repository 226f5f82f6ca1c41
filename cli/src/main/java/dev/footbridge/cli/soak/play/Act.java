package dev.footbridge.cli.soak.play;

/** Something an actor does, wherever it has come to be done. */
@FunctionalInterface
public interface Act {

    /**
     * Does it.
     *
     * @param scene what is around it
     * @return whether it was done
     */
    boolean run(Scene scene) throws Exception;
}
