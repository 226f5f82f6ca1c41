/** How long it takes to start many jobs at once and to have the values of all. */
@NullMarked
package dev.footbridge.benchmarks.gather;

import org.jspecify.annotations.NullMarked;
