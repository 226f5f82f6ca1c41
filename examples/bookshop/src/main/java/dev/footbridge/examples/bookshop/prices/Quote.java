package dev.footbridge.examples.bookshop.prices;

/**
 * What the price service says of a book.
 *
 * @param isbn the book
 * @param cents its price
 */
public record Quote(String isbn, int cents) {}
