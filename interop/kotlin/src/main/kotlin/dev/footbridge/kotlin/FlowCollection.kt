package dev.footbridge.kotlin

import java.util.concurrent.CompletableFuture
import java.util.concurrent.Flow.Publisher
import java.util.concurrent.Flow.Subscriber
import java.util.concurrent.Flow.Subscription
import java.util.concurrent.atomic.AtomicLong
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow

/** One collection of a flow, whose items go to one subscriber as it asks for them. It begins with the first request. */
internal class FlowCollection<T : Any>(flow: Flow<T>, context: CoroutineContext) : Publisher<T>, Subscription {

    /**
     * Completes when the collection has ended, with its cleanup, or will never begin; with what the cleanup fails with,
     * if nobody else is told.
     */
    val ended: CompletableFuture<Unit> = CompletableFuture()

    private val demand = AtomicLong()
    private val bell = Channel<Unit>(Channel.CONFLATED)
    @Volatile private var subscriber: Subscriber<in T>? = null
    @Volatile private var cancelled = false

    private val collecting = scope(context).async(start = CoroutineStart.LAZY) {
        flow.collect { item ->
            subscriber?.onNext(item)
            if (demand.decrementAndGet() == 0L) {
                awaitDemand()
            }
        }
    }

    init {
        collecting.invokeOnCompletion { error ->
            if (!cancelled) {
                subscriber?.let { if (error == null) it.onComplete() else it.onError(error) }
            }
            if (cancelled && error != null && error !is CancellationException) {
                ended.completeExceptionally(error)
            } else {
                ended.complete(Unit)
            }
        }
    }

    private suspend fun awaitDemand() {
        while (demand.get() == 0L) {
            bell.receive()
        }
    }

    override fun subscribe(subscriber: Subscriber<in T>) {
        this.subscriber = subscriber
        subscriber.onSubscribe(this)
    }

    override fun request(items: Long) {
        demand.getAndUpdate { if (it + items < 0) Long.MAX_VALUE else it + items }
        bell.trySend(Unit)
        collecting.start()
    }

    /** Wants no more; again does nothing. */
    override fun cancel() {
        cancelled = true
        collecting.cancel()
    }
}
