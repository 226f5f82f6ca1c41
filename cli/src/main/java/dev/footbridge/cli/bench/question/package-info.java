/** What {@code footbridge bench} can be asked, and what it answers. */
@NullMarked
package dev.footbridge.cli.bench.question;

import org.jspecify.annotations.NullMarked;
