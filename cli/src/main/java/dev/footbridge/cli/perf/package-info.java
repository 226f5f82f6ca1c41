/** {@code footbridge perf}: the CPU time of many HTTP calls, made in several ways. */
@NullMarked
package dev.footbridge.cli.perf;

import org.jspecify.annotations.NullMarked;
