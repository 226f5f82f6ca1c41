/** The pool's side: the queue, the workers, how they start and end. Not exported. */
@NullMarked
package dev.footbridge.processes.pool;

import org.jspecify.annotations.NullMarked;
