/** How good Footbridge is to be, and whether it is. */
@NullMarked
package dev.footbridge.cli.bench.targets;

import org.jspecify.annotations.NullMarked;
