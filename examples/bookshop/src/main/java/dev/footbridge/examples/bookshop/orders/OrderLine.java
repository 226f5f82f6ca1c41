package dev.footbridge.examples.bookshop.orders;

/**
 * A line of an order.
 *
 * @param isbn the book
 * @param title its title
 * @param author who wrote it
 * @param quantity how many were ordered
 * @param cents the price of one when it was ordered
 */
public record OrderLine(String isbn, String title, String author, int quantity, int cents) {}
