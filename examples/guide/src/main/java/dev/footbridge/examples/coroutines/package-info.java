/** Coroutines, tasks, futures. */
@NullMarked
package dev.footbridge.examples.coroutines;

import org.jspecify.annotations.NullMarked;
