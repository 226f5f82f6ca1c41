/** Pitfalls. */
@NullUnmarked
package dev.footbridge.examples.pitfalls;

import org.jspecify.annotations.NullUnmarked;
