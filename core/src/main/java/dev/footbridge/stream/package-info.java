/**
 * Items that come one after another, over time: generators, pulled from coroutines and plain threads; streams, which
 * are values and have operators; and the ways to and from iterators, {@code java.util.stream} and {@code
 * java.util.concurrent.Flow}.
 *
 * <p>A {@code Source} pushes its items into a {@code Sink} on its own stack; operators are sources around sources. Where
 * somebody pulls, the source becomes a {@code Run}: a job of its own that hands over one item at a time, or reads ahead.
 */
@NullMarked
package dev.footbridge.stream;

import org.jspecify.annotations.NullMarked;
