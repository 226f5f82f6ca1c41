package dev.footbridge.examples.bookshop.orders;

/**
 * What the customer gets.
 *
 * @param id the number of the order
 * @param totalCents what it costs
 */
public record Receipt(long id, long totalCents) {}
