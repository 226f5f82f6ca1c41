/** Programs that the commands start and outlive. */
@NullMarked
package dev.footbridge.cli.bench.child;

import org.jspecify.annotations.NullMarked;
