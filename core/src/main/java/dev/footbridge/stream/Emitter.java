package dev.footbridge.stream;

import java.util.Optional;

/**
 * Takes the items of a generator, one by one, and says when there is to be another.
 *
 * <p>Given to a {@link GeneratorBody}, for as long as that runs, and to be called by its own code only: another thread
 * or task gets an {@link IllegalStateException}.
 *
 * @param <T> the type of the items
 */
public sealed interface Emitter<T> permits BodyEmitter {

    /**
     * Hands over an item and waits until the next one is asked for; with a prefetch, until there is room for it. One that
     * is cut short by a time limit inside the body may have handed the item over, or not.
     *
     * @param item the item; not null
     * @throws dev.footbridge.CancelledException if no more items are wanted: the body is to clean up, which may wait,
     *         and to end; also if the generator's level cancels it. Where operators take the items it throws what they
     *         fail with, too: let all of that pass
     * @throws IllegalStateException if it is called again after that, after the body has ended, or by other code
     */
    void emit(T item);

    /**
     * Hands over an item and waits for the answer to it.
     *
     * @param <S> the type of the answer
     * @param item the item; not null
     * @param answer the class of the answer
     * @return what {@link AsyncGenerator#send} was given; empty if the next item was asked for without an answer
     * @throws dev.footbridge.CancelledException if no more items are wanted, as {@link #emit(Object)}; what
     *         {@link AsyncGenerator#fail} was given is thrown as well
     */
    <S> Optional<S> emit(T item, Class<S> answer);
}
