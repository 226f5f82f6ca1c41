/** What was measured, with its error bars, and who was compared with whom. */
@NullMarked
package dev.footbridge.cli.bench.score;

import org.jspecify.annotations.NullMarked;
