/** Races on the thread pool's own parts. */
@NullMarked
package dev.footbridge.threads;

import org.jspecify.annotations.NullMarked;
