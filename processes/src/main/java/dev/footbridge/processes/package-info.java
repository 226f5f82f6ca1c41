/** Worker JVMs on this host as a level: {@link dev.footbridge.processes.ProcessPool}. */
@NullMarked
package dev.footbridge.processes;

import org.jspecify.annotations.NullMarked;
