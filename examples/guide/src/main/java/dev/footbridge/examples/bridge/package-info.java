/** Sync calls async, async calls sync. */
@NullMarked
package dev.footbridge.examples.bridge;

import org.jspecify.annotations.NullMarked;
