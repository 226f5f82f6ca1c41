/** The event loop: many coroutines, one at a time. */
@NullMarked
package dev.footbridge.loop;

import org.jspecify.annotations.NullMarked;
