/** CPython's side of the questions, in a process of its own. */
@NullMarked
package dev.footbridge.benchmarks.asyncio;

import org.jspecify.annotations.NullMarked;
