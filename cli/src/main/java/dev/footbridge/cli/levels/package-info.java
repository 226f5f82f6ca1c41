/** {@code footbridge levels}: CPU-bound and waiting work, in sequence and at once, on each level. */
@NullMarked
package dev.footbridge.cli.levels;

import org.jspecify.annotations.NullMarked;
