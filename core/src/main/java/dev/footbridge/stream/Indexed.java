package dev.footbridge.stream;

/**
 * An item of a stream and its place in it.
 *
 * @param <T> the type of the item
 * @param index how many items came before it
 * @param item the item
 */
public record Indexed<T>(long index, T item) {}
