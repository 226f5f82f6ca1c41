package dev.footbridge.stream;

/** Takes the items of a source, on the source's own stack. */
@FunctionalInterface
interface Sink<T> {

    /** Takes an item, and returns when the next one may come. What it throws ends the source. */
    void accept(T item) throws Exception;

    /** Takes the last item: the source ends without another one. Only sources that know it call this. */
    default void last(T item) throws Exception {
        accept(item);
    }
}
