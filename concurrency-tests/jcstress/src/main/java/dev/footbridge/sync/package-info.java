/** Races on locks, limits, events and queues. */
@NullMarked
package dev.footbridge.sync;

import org.jspecify.annotations.NullMarked;
