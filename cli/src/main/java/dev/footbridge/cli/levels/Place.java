package dev.footbridge.cli.levels;

import dev.footbridge.Level;

/**
 * A level under the name that the table has for it.
 *
 * @param name the name
 * @param level the level
 */
record Place(String name, Level level) {

    static final String CALLER = "caller";
    static final String LOOP = "loop";
    static final String THREADS = "threads";
    static final String PROCESSES = "processes";
    static final String HOSTS = "hosts";
}
