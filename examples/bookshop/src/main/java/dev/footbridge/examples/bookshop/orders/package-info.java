/** Orders in the database, and how a new one is placed. */
@NullMarked
package dev.footbridge.examples.bookshop.orders;

import org.jspecify.annotations.NullMarked;
