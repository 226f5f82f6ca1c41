/** {@code footbridge soak}: random programs, for as long as you like, with everything checked that must hold. */
@NullMarked
package dev.footbridge.cli.soak;

import org.jspecify.annotations.NullMarked;
