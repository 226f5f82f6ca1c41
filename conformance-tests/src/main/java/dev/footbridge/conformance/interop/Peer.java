package dev.footbridge.conformance.interop;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Another library's streams. */
public interface Peer {

    /** How many items at most it asks a publisher for ahead of what it has been given. */
    int DEMAND = 256;

    /** Publishes the numbers from 0. */
    Flow.Publisher<Integer> numbers(int count);

    /** Publishes the numbers from 0, then fails. */
    Flow.Publisher<Integer> numbersThen(int count, Throwable error);

    /** Publishes the numbers from 0 without end, and tells when it was cancelled. */
    Flow.Publisher<Integer> endless(Runnable onCancel);

    /** Publishes nothing, and does not end; tells when it was cancelled. */
    Flow.Publisher<Integer> silent(Runnable onCancel);

    /** Takes all that is published; returns at its end, or throws what it fails with. */
    <T> void takeAll(Flow.Publisher<T> source, Consumer<? super T> consumer);

    /** Takes the first items, then cancels. */
    <T> List<T> takeFirst(Flow.Publisher<T> source, int count);

    /** Asks for all that will be published; what is returned cancels. */
    Runnable beginToTake(Flow.Publisher<?> source);

    /** Takes all that is published, until it fails. */
    <T> Throwable takeError(Flow.Publisher<T> source, Consumer<? super T> consumer);
}
