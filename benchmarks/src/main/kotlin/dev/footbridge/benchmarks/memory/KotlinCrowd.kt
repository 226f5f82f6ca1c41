@file:JvmName("KotlinCrowd")

package dev.footbridge.benchmarks.memory

import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** Runs an action while so many coroutines wait. */
fun whileSuspended(n: Int, action: Runnable): Unit = runBlocking(Dispatchers.Default) {
    val gate = CompletableDeferred<Unit>()
    val arrived = CountDownLatch(n)
    repeat(n) {
        launch {
            arrived.countDown()
            gate.await()
        }
    }
    arrived.await()
    action.run()
    gate.complete(Unit)
}
