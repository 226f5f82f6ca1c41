package dev.footbridge.cli.soak.play;

/** What the steps of a program's kind mean. */
@FunctionalInterface
public interface Script {

    /**
     * Does one step.
     *
     * @param step which
     * @param scene what is around it
     * @return whether it was done
     */
    boolean play(Step step, Scene scene) throws Exception;
}
