/** How long it takes to pass from one coroutine to the next. */
@NullMarked
package dev.footbridge.benchmarks.switching;

import org.jspecify.annotations.NullMarked;
