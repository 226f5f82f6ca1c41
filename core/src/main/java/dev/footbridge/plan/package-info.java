/** Plans: immutable descriptions of several calls, {@code Parallel} or {@code Serial}, that run on any level. */
@NullMarked
package dev.footbridge.plan;

import org.jspecify.annotations.NullMarked;
