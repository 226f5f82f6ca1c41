package dev.footbridge.kotlin

import dev.footbridge.Async
import dev.footbridge.AsyncCallable
import dev.footbridge.Callback
import dev.footbridge.OnCancel
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async

/**
 * A suspending function as an async function: each call of it starts a coroutine, on [Dispatchers.Default] if the
 * context names no other dispatcher. It can be awaited, started on a level, or scheduled in a plan.
 *
 * What the coroutine fails with is the failure of the call, the exception itself. A cancel of the waiting code cancels
 * the coroutine and waits until it has ended, children and cleanup included. A coroutine that is cancelled by somebody
 * else cancels the call.
 *
 * The values of Footbridge's context go along: see [FootbridgeContext].
 *
 * ```
 * val order = asyncCallable { repository.load(id) }       // load suspends
 * val task: Task<Order> = loop.start(order)               // for Java code, or any thread
 * ```
 *
 * @param context may name a dispatcher, and a job as the parent, whose children then fail and end with it
 */
public fun <T> asyncCallable(
    context: CoroutineContext = EmptyCoroutineContext,
    block: suspend CoroutineScope.() -> T,
): AsyncCallable<T> = Async.fromCallback { callback -> begin(callback, context, block) }

private fun <T> begin(callback: Callback<T>, context: CoroutineContext, block: suspend CoroutineScope.() -> T) {
    val value = AtomicReference<T>()
    val job = scope(context).async(start = CoroutineStart.LAZY) { value.set(block()) }
    job.invokeOnCompletion { error ->
        if (error == null) callback.succeed(value.get()) else callback.fail(error)
    }
    callback.onCancel(OnCancel.WAIT) { job.cancel(CancellationException("the code that waits for it was cancelled")) }
    if (callback.isOver) {
        job.cancel()
    } else {
        job.start()
    }
}

/** Where coroutines run that are started for code that is not Kotlin's. */
internal fun scope(context: CoroutineContext): CoroutineScope {
    val ours = if (context[FootbridgeContext] == null) FootbridgeContext() else EmptyCoroutineContext
    return Unscoped(Dispatchers.Default + ours + context)
}

/** A scope without a job of its own, unless the context has one: a coroutine in it is nobody's child. */
private class Unscoped(override val coroutineContext: CoroutineContext) : CoroutineScope
