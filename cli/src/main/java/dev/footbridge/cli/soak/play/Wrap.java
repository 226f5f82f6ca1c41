package dev.footbridge.cli.soak.play;

/** Something around an act: a limit, a shield, a group, another level. Checks that it keeps its promises. */
public interface Wrap {

    /**
     * Has the act done inside.
     *
     * @param scene what is around this
     * @param act what to do
     * @return whether it was done
     */
    boolean around(Scene scene, Act act) throws Exception;

    /** Whether it may interrupt the thread that it is used on, which then cannot tell a foreign interrupt from that. */
    default boolean interrupts() {
        return false;
    }
}
