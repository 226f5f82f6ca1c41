/** Sync calls async, async calls sync. */
@NullUnmarked
package dev.footbridge.examples.bridge;

import org.jspecify.annotations.NullUnmarked;
