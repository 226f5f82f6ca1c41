/** Races on the event loop's own parts. */
@NullMarked
package dev.footbridge.loop;

import org.jspecify.annotations.NullMarked;
