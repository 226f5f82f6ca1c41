/** Generators and streams. */
@NullUnmarked
package dev.footbridge.examples.streams;

import org.jspecify.annotations.NullUnmarked;
