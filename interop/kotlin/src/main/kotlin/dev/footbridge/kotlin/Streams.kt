package dev.footbridge.kotlin

import dev.footbridge.Async
import dev.footbridge.stream.AsyncGenerator
import dev.footbridge.stream.AsyncStream
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.flow.Flow

/**
 * A flow as a stream: each run collects it, in a coroutine of its own, on `Dispatchers.Default` if the context names no
 * other dispatcher. The flow goes on from an item only when the next one is asked for.
 *
 * A run that ends early cancels the collection and waits until that has ended, cleanup included. Exceptions pass as
 * they are.
 *
 * ```
 * val rows: AsyncStream<Row> = repository.rows().asAsyncStream(prefetch = 64)
 * ```
 *
 * @param prefetch how many items are asked for ahead of demand
 */
public fun <T : Any> Flow<T>.asAsyncStream(
    context: CoroutineContext = EmptyCoroutineContext,
    prefetch: Int = 1,
): AsyncStream<T> = AsyncStream.generate<FlowCollection<T>> { out ->
    val collection = FlowCollection(this, context)
    try {
        out.emit(collection)
    } finally {
        collection.cancel()
        Async.shielded { Async.await(collection.ended) }
    }
}.flatMap { collection -> AsyncStream.fromPublisher(collection, prefetch) }

/**
 * A stream as a flow: each collection is a run of its own, which is asked for items as they are collected.
 *
 * A collector that ends early, or is cancelled, closes the run and waits until that has ended, cleanup included.
 * Exceptions pass as they are. The run sees the context of [FootbridgeContext].
 *
 * ```
 * stream.asFlow().take(10).collect { show(it) }
 * ```
 *
 * @param prefetch how many items the run may be ahead of the collector
 */
public fun <T : Any> AsyncStream<T>.asFlow(prefetch: Int = 64): Flow<T> {
    require(prefetch in 1..MOST) {
        "the prefetch of a flow must be 1 to $MOST (it is $prefetch): give 1 for one item at a time"
    }
    return flowOf(this, prefetch)
}

/**
 * What a generator yields from now on as a flow, for one collector. The generator is closed at the end, and when the
 * collector ends early.
 */
public fun <T : Any> AsyncGenerator<T>.asFlow(): Flow<T> = flowOf(AsyncStream.fromGenerator(this), 1)

private const val MOST = 1 shl 16
