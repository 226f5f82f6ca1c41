@file:JvmName("KotlinFlow")

package dev.footbridge.benchmarks.generator

import java.util.concurrent.ArrayBlockingQueue
import java.util.concurrent.BlockingQueue
import java.util.concurrent.ExecutorService
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.produceIn
import kotlinx.coroutines.launch

/** What follows the last item in a queue. */
const val END: Int = -1

/** A flow that a dispatcher of one thread sends into a channel. */
fun throughChannel(items: Int, single: ExecutorService, capacity: Int): ReceiveChannel<Int> {
    val dispatcher = single.asCoroutineDispatcher()
    return count(items).buffer(capacity).flowOn(dispatcher).produceIn(CoroutineScope(dispatcher))
}

/** A flow that a dispatcher of one thread puts into a queue: it is the thread that waits, and it is the flow's own. */
fun throughQueue(items: Int, single: ExecutorService, capacity: Int): BlockingQueue<Int> {
    val queue = ArrayBlockingQueue<Int>(capacity)
    CoroutineScope(single.asCoroutineDispatcher()).launch {
        count(items).collect { queue.put(it) }
        queue.put(END)
    }
    return queue
}

private fun count(items: Int): Flow<Int> = flow { for (item in 0 until items) emit(item) }
