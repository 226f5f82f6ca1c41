/** The worker's side: its main class, and what runs jobs there. Not exported. */
@NullMarked
package dev.footbridge.processes.worker;

import org.jspecify.annotations.NullMarked;
