package dev.footbridge.kotlin

import dev.footbridge.Level
import dev.footbridge.Outcome
import dev.footbridge.Task
import java.util.concurrent.Callable
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext

/**
 * Waits for the value of a task; no thread is blocked. What the task failed with is thrown, the exception itself.
 *
 * If this coroutine is cancelled the task is, too, and its cleanup is waited for before the cancel goes on; what the
 * cleanup fails with is suppressed in the cancellation. A task that was cancelled by somebody else throws
 * [dev.footbridge.CancelledException], a [CancellationException] as that of `Deferred.await`.
 *
 * ```
 * val price = loop.start(AsyncCallable { prices.find(id) }).await()
 * ```
 */
public suspend fun <T> Task<T>.await(): T {
    if (!isDone) {
        try {
            awaitEnd()
        } catch (cancelled: CancellationException) {
            cancel(cancelled.message ?: "its coroutine was cancelled")
            withContext(NonCancellable) { awaitEnd() }
            (outcome() as? Outcome.Failure)?.let { cancelled.addSuppressed(it.error) }
            throw cancelled
        }
    }
    return outcome().get()
}

/** Waits until the task has ended, however it does; a cancel of this coroutine leaves it alone. */
internal suspend fun Task<*>.awaitEnd() {
    val ended = CompletableDeferred<Unit>()
    whenComplete { _, _ -> ended.complete(Unit) }
    ended.await()
}

/**
 * Runs a blocking function on this level, and waits for its value as [await] does; on an event loop it is a coroutine
 * of Footbridge's. A coroutine that is cancelled already starts nothing.
 *
 * ```
 * val user = pool.awaitCall { users.find(id) }    // blocks one of the pool's threads
 * ```
 */
public suspend fun <T> Level.awaitCall(job: () -> T): T {
    currentCoroutineContext().ensureActive()
    return start(Callable { job() }).await()
}
