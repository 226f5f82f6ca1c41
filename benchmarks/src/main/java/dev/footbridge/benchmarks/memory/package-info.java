/** What a coroutine that waits takes of the heap. */
@NullMarked
package dev.footbridge.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
