@file:JvmName("KotlinBridge")

package dev.footbridge.benchmarks.bridge

import java.util.concurrent.Callable
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.runBlocking

/** A loop of the calling thread's, made for this one call: nothing else can run on it. */
fun <T> callOnOwnLoop(job: Callable<T>): T = runBlocking { job.call() }

/** Hands over to a dispatcher. */
fun <T> callOnDispatcher(dispatcher: CoroutineDispatcher, job: Callable<T>): T = runBlocking(dispatcher) { job.call() }
