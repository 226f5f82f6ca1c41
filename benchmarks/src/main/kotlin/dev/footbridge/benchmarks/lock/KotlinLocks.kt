@file:JvmName("KotlinLocks")

package dev.footbridge.benchmarks.lock

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.yield

/** A coroutine that nobody disturbs counts its sections under a mutex. */
fun countUnderMutex(sections: Int): Int = runBlocking {
    val mutex = Mutex()
    var count = 0
    repeat(sections) { mutex.withLock { count++ } }
    count
}

/** The same under a semaphore with one permit. */
fun countUnderSemaphore(sections: Int): Int = runBlocking {
    val semaphore = Semaphore(1)
    var count = 0
    repeat(sections) { semaphore.withPermit { count++ } }
    count
}

/** Coroutines of one loop that each yield once in each of their sections under one mutex. */
fun countInTurnUnderMutex(contenders: Int, sections: Int): Int = runBlocking {
    val mutex = Mutex()
    var count = 0
    contend(contenders) {
        repeat(sections / contenders) {
            mutex.withLock {
                count++
                yield()
            }
        }
    }
    count
}

/** The same under a semaphore with one permit. */
fun countInTurnUnderSemaphore(contenders: Int, sections: Int): Int = runBlocking {
    val semaphore = Semaphore(1)
    var count = 0
    contend(contenders) {
        repeat(sections / contenders) {
            semaphore.withPermit {
                count++
                yield()
            }
        }
    }
    count
}

private suspend fun CoroutineScope.contend(contenders: Int, turns: suspend () -> Unit) {
    List(contenders) { launch { turns() } }.joinAll()
}
