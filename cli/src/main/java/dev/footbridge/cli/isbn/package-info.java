/** {@code footbridge isbn}: one list of books, looked up in four ways. */
@NullMarked
package dev.footbridge.cli.isbn;

import org.jspecify.annotations.NullMarked;
