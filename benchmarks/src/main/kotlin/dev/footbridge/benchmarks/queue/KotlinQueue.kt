@file:JvmName("KotlinQueue")

package dev.footbridge.benchmarks.queue

import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** A coroutine that sends to one that receives, in a context; returns the sum of the items. */
fun sumThroughChannel(context: CoroutineContext, capacity: Int, items: Int): Long = runBlocking(context) {
    val channel = Channel<Int>(capacity)
    launch { channel.sendBelow(items) }
    val sum = async { channel.sumOf(items) }
    sum.await()
}

/** An item there and back between two coroutines, in a context; returns the sum of what came back. */
fun sumOfReturns(context: CoroutineContext, capacity: Int, rounds: Int): Long = runBlocking(context) {
    val there = Channel<Int>(capacity)
    val back = Channel<Int>(capacity)
    launch { reflect(there, back, rounds) }
    val sum = async { serve(there, back, rounds) }
    sum.await()
}

/** The sending half for a thread of its own. */
fun sendBlocking(channel: SendChannel<Int>, items: Int): Unit = runBlocking { channel.sendBelow(items) }

/** The receiving half for a thread of its own. */
fun receiveBlocking(channel: ReceiveChannel<Int>, items: Int): Long = runBlocking { channel.sumOf(items) }

/** One side of a ping-pong for a thread of its own. */
fun serveBlocking(there: SendChannel<Int>, back: ReceiveChannel<Int>, rounds: Int): Long =
    runBlocking { serve(there, back, rounds) }

/** The other side. */
fun reflectBlocking(there: ReceiveChannel<Int>, back: SendChannel<Int>, rounds: Int): Unit =
    runBlocking { reflect(there, back, rounds) }

private suspend fun SendChannel<Int>.sendBelow(items: Int) {
    for (item in 0 until items) send(item)
}

private suspend fun ReceiveChannel<Int>.sumOf(items: Int): Long {
    var sum = 0L
    repeat(items) { sum += receive() }
    return sum
}

private suspend fun serve(there: SendChannel<Int>, back: ReceiveChannel<Int>, rounds: Int): Long {
    var sum = 0L
    for (round in 0 until rounds) {
        there.send(round)
        sum += back.receive()
    }
    return sum
}

private suspend fun reflect(there: ReceiveChannel<Int>, back: SendChannel<Int>, rounds: Int) {
    repeat(rounds) { back.send(there.receive()) }
}
