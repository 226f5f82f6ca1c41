/** What a section under a lock costs, free or wanted by others. */
@NullMarked
package dev.footbridge.benchmarks.lock;

import org.jspecify.annotations.NullMarked;
