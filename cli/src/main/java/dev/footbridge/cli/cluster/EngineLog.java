package dev.footbridge.cli.cluster;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What the engine below a cluster says of itself. */
public final class EngineLog {

    /** Kept, as loggers are forgotten otherwise. */
    private static final Logger LOGGER = Logger.getLogger("org.jgroups");

    private EngineLog() {}

    /** Nothing below this is said. */
    public static void limit(Level level) {
        LOGGER.setLevel(level);
    }

    /** Nothing below this is said, unless the user's configuration has another limit. */
    static void limitByDefault(Level level) {
        if (LOGGER.getLevel() == null) {
            limit(level);
        }
    }
}
