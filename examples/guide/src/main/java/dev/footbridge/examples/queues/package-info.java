/** Queues. */
@NullUnmarked
package dev.footbridge.examples.queues;

import org.jspecify.annotations.NullUnmarked;
