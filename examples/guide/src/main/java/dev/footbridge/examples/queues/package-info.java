/** Queues. */
@NullMarked
package dev.footbridge.examples.queues;

import org.jspecify.annotations.NullMarked;
