/** The event loop's own parts as sequences of operations. */
@NullMarked
package dev.footbridge.loop;

import org.jspecify.annotations.NullMarked;
