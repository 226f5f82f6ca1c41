/** What several commands measure alike. */
@NullMarked
package dev.footbridge.cli.measure;

import org.jspecify.annotations.NullMarked;
