/** Where random programs play: the levels they share, what they are built from, and the books kept about them. */
@NullMarked
package dev.footbridge.cli.soak.stage;

import org.jspecify.annotations.NullMarked;
