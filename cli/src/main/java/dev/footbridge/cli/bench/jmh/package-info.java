/** The benchmarks of JMH, and programs beside them, run from their jar in JVMs of their own. */
@NullMarked
package dev.footbridge.cli.bench.jmh;

import org.jspecify.annotations.NullMarked;
