/** How long a call takes from blocking code to where jobs run one at a time, and back. */
@NullMarked
package dev.footbridge.benchmarks.bridge;

import org.jspecify.annotations.NullMarked;
