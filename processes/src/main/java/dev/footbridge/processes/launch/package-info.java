/** How a worker JVM's command line comes about. Not exported. */
@NullMarked
package dev.footbridge.processes.launch;

import org.jspecify.annotations.NullMarked;
