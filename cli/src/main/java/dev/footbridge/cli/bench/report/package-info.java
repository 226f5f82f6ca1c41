/** What came out of {@code footbridge bench}: on the terminal, as JSON, as a page and as Markdown. */
@NullMarked
package dev.footbridge.cli.bench.report;

import org.jspecify.annotations.NullMarked;
