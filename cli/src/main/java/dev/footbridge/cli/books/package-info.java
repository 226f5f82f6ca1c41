/** The books: what the loopback server answers with and the lookups are checked against. */
@NullMarked
package dev.footbridge.cli.books;

import org.jspecify.annotations.NullMarked;
