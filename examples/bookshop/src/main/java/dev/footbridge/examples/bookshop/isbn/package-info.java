/** The price service that the shop calls: an HTTP server of its own, in this JVM or in another one. */
@NullMarked
package dev.footbridge.examples.bookshop.isbn;

import org.jspecify.annotations.NullMarked;
