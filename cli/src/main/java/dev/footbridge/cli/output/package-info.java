/** What the commands write: tables, JSON files, charts and the progress bar. */
@NullMarked
package dev.footbridge.cli.output;

import org.jspecify.annotations.NullMarked;
