/** JMH benchmarks. Peers are sibling methods, so that a ratio is taken from one run on one machine. */
@NullMarked
package dev.footbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
