@file:JvmName("KotlinGather")

package dev.footbridge.benchmarks.gather

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** The sum of what so many coroutines of the calling thread's loop return, each its number. */
fun gatherOnOwnLoop(n: Int): Long = runBlocking { List(n) { async { it } }.awaitAll().sumOf { it.toLong() } }

/** The same where each yields once before. */
fun gatherYieldingOnOwnLoop(n: Int): Long = runBlocking {
    List(n) {
        async {
            yield()
            it
        }
    }.awaitAll().sumOf { it.toLong() }
}
