/** Timeouts and cancellation. */
@NullUnmarked
package dev.footbridge.examples.timeouts;

import org.jspecify.annotations.NullUnmarked;
