/** What the jobs of {@code footbridge chaos} do in the workers: it is sent there. */
@NullMarked
package dev.footbridge.cli.chaos.deeds;

import org.jspecify.annotations.NullMarked;
