/** How long many blocking calls at once take. */
@NullMarked
package dev.footbridge.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
