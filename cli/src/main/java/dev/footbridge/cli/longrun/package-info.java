/** What the commands share that run for minutes or hours: how long, how they end early, what they leave in the heap. */
@NullMarked
package dev.footbridge.cli.longrun;

import org.jspecify.annotations.NullMarked;
