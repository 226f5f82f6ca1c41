package dev.footbridge.kotlin

import dev.footbridge.Level
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.asCoroutineDispatcher

/**
 * This level as a dispatcher: coroutines of Kotlin's run on it, from one suspension to the next as a job of the level.
 *
 * On an event loop at most one of them runs at a time, together with Footbridge's own coroutines, so they share state
 * without locks; waiting through Footbridge (`Async.await`, `sleep`) lets the others run there as everywhere, and
 * `delay` is measured by the loop's clock. A plain blocking call, `runBlocking` among them, keeps the loop.
 *
 * When the level is closed, its coroutines are cancelled at their next resumption and end on `Dispatchers.IO`; close
 * waits for what runs, not for what is suspended.
 *
 * ```
 * withContext(loop.asCoroutineDispatcher()) { counter++ }
 * ```
 */
public fun Level.asCoroutineDispatcher(): CoroutineDispatcher = asScheduledExecutorService().asCoroutineDispatcher()
