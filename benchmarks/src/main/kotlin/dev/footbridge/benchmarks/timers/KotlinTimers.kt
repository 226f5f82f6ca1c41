@file:JvmName("KotlinTimers")

package dev.footbridge.benchmarks.timers

import java.util.concurrent.TimeUnit
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** Coroutines of the calling thread's loop that each sleep once, and note by how many nanoseconds they were late. */
fun delayOnOwnLoop(millis: IntArray, late: LongArray): Unit = runBlocking {
    for (i in millis.indices) {
        launch {
            val begin = System.nanoTime()
            delay(millis[i].toLong())
            late[i] = System.nanoTime() - begin - TimeUnit.MILLISECONDS.toNanos(millis[i].toLong())
        }
    }
}
