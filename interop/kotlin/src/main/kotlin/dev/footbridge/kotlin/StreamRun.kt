package dev.footbridge.kotlin

import dev.footbridge.Async
import dev.footbridge.BlockingAction
import dev.footbridge.Outcome
import dev.footbridge.Task
import dev.footbridge.stream.AsyncStream
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext

/** A flow that runs a stream, as a task, for each of its collectors. */
internal fun <T : Any> flowOf(stream: AsyncStream<T>, prefetch: Int): Flow<T> = flow {
    val items = Channel<T>(prefetch - 1) // one more is in the hands of the run
    val run = Async.start(BlockingAction { stream.forEach { item -> put(item, items) } })
    run.whenComplete { _, _ -> items.close() }
    try {
        for (item in items) {
            emit(item)
        }
    } catch (left: Throwable) {
        end(run, left)
        throw left
    }
    run.await()
}

private fun <T : Any> put(item: T, items: Channel<T>) {
    if (!items.trySend(item).isSuccess) {
        Async.await(asyncCallable(Dispatchers.Unconfined) { items.send(item) })
    }
}

/** As with a `finally` of Kotlin's, what the cleanup fails with takes the place of why it was needed. */
private suspend fun end(run: Task<*>, left: Throwable) {
    run.cancel("its collector has left")
    val outcome = withContext(NonCancellable) {
        run.awaitEnd()
        run.outcome()
    }
    if (outcome is Outcome.Failure) {
        if (outcome.error !== left) {
            outcome.error.addSuppressed(left)
        }
        throw outcome.error
    }
}
