/** How much, and how late, many sleeps at once are. */
@NullMarked
package dev.footbridge.benchmarks.timers;

import org.jspecify.annotations.NullMarked;
