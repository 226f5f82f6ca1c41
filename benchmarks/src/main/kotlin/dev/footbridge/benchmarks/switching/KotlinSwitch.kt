@file:JvmName("KotlinSwitch")

package dev.footbridge.benchmarks.switching

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Coroutines that yield in turn on the loop of `runBlocking`; returns how often they did. */
fun yieldOnOwnLoop(coroutines: Int, yields: Int): Int = runBlocking { yieldInTurn(coroutines, yields) }

/** The same on a dispatcher. */
fun yieldOnDispatcher(dispatcher: CoroutineDispatcher, coroutines: Int, yields: Int): Int =
    runBlocking(dispatcher) { yieldInTurn(coroutines, yields) }

private suspend fun CoroutineScope.yieldInTurn(coroutines: Int, yields: Int): Int =
    List(coroutines) {
        async {
            repeat(yields) { yield() }
            yields
        }
    }.awaitAll().sum()
