/** What users type, and how it is refused. */
@NullMarked
package dev.footbridge.cli.input;

import org.jspecify.annotations.NullMarked;
