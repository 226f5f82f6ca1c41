package dev.footbridge.examples.bookshop.orders;

/**
 * An order without its lines.
 *
 * @param id its number
 * @param customer who ordered
 * @param placed the day, as {@code 2026-11-20}
 */
public record OrderHead(long id, String customer, String placed) {}
