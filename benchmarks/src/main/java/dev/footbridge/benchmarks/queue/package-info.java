/** How long an item takes through a queue, from one that puts to one that takes. */
@NullMarked
package dev.footbridge.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
