package dev.footbridge.stream;

/** Takes the items of a source, on the source's own stack. */
@FunctionalInterface
interface Sink<T> {

    /** Takes an item, and returns when the next one may come. What it throws ends the source. */
    void accept(T item) throws Exception;
}
