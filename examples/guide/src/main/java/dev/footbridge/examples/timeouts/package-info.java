/** Timeouts and cancellation. */
@NullMarked
package dev.footbridge.examples.timeouts;

import org.jspecify.annotations.NullMarked;
