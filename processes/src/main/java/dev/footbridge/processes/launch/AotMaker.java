package dev.footbridge.processes.launch;

import java.io.IOException;
import java.nio.file.Path;

/** Makes one cache. */
@FunctionalInterface
interface AotMaker {

    /** How it went. */
    enum Made {
        /** The file is there, and a JVM has started with it. */
        MADE,
        /** There cannot be a cache for these options. */
        UNFIT,
        /** Not this time: stopped, no space, too slow. */
        FAILED
    }

    /** Makes the file; may put others into the folder beside it. */
    Made make(Path folder, Path file) throws IOException, InterruptedException;
}
