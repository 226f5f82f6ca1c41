/** How the JVM of a worker is started, and the store of AOT caches that makes it start sooner. Not exported. */
@NullMarked
package dev.footbridge.processes.launch;

import org.jspecify.annotations.NullMarked;
