/** The page of an order, written in three ways that do the same work. */
@NullMarked
package dev.footbridge.examples.bookshop.pages;

import org.jspecify.annotations.NullMarked;
