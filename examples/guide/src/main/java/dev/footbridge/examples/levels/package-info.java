/** Choosing a level. */
@NullUnmarked
package dev.footbridge.examples.levels;

import org.jspecify.annotations.NullUnmarked;
