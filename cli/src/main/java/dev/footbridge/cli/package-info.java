/** The {@code footbridge} command: its entry, its options and how it refuses bad input. */
@NullMarked
package dev.footbridge.cli;

import org.jspecify.annotations.NullMarked;
