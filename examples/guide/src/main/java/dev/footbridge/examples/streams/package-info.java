/** Generators and streams. */
@NullMarked
package dev.footbridge.examples.streams;

import org.jspecify.annotations.NullMarked;
