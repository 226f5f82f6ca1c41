package dev.footbridge;

/** A blocking job without a value. */
@FunctionalInterface
public interface BlockingAction {

    /**
     * Does the work.
     *
     * @throws Exception if the work fails
     */
    void run() throws Exception;
}
