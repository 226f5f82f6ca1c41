@file:JvmName("KotlinFanOut")

package dev.footbridge.benchmarks.fanout

import java.util.concurrent.Callable
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

/** `Dispatchers.IO` as it comes: 64 threads. */
fun io(): CoroutineDispatcher = Dispatchers.IO

/** A view of `Dispatchers.IO` with as many threads as there are calls. */
fun io(threads: Int): CoroutineDispatcher = Dispatchers.IO.limitedParallelism(threads)

/** The sum of what the blocking calls return. */
fun sumOf(calls: Int, dispatcher: CoroutineDispatcher, call: Callable<Int>): Int = runBlocking {
    List(calls) { async(dispatcher) { call.call() } }.awaitAll().sum()
}
