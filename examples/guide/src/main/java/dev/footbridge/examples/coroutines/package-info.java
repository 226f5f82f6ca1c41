/** Coroutines, tasks, futures. */
@NullUnmarked
package dev.footbridge.examples.coroutines;

import org.jspecify.annotations.NullUnmarked;
