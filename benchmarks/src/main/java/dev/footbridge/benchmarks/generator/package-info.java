/** How long an item takes from asynchronous code to an iterator. */
@NullMarked
package dev.footbridge.benchmarks.generator;

import org.jspecify.annotations.NullMarked;
