/** {@code footbridge bench hosts}: a cluster beside the engine that carries it, in the same run. */
@NullMarked
package dev.footbridge.cli.bench.hosts;

import org.jspecify.annotations.NullMarked;
