package dev.footbridge.kotlin

import dev.footbridge.Async
import dev.footbridge.loop.EventLoop
import dev.footbridge.threads.ThreadPool
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.RejectedExecutionException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Kotlin's coroutines run on a level, as its jobs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DispatchersTest {

    private val loop = EventLoop.open()

    @AfterEach
    fun close() = loop.close()

    @Test
    fun runsOnTheLoopAndComesBack() = runBlocking<Unit> {
        val inside = withContext(loop.asCoroutineDispatcher()) {
            yield()
            delay(2)
            EventLoop.running().orElseThrow()
        }
        assertThat(inside).isSameAs(loop)
        assertThat(EventLoop.running()).isEmpty
    }

    @Test
    fun oneAtATimeTogetherWithFootbridgesOwn() = runBlocking<Unit> {
        val dispatcher = loop.asCoroutineDispatcher()
        var counter = 0 // shared without a lock
        val ours = List(100) { loop.start(Callable { repeat(100) { counter++; Async.yieldNow() } }) }
        List(100) { async(dispatcher) { repeat(100) { counter++; yield() } } }.awaitAll()
        ours.forEach { it.await() }
        assertThat(loop.awaitCall { counter }).isEqualTo(20_000)
    }

    @Test
    fun waitingThroughFootbridgeLetsTheOthersRun() = runBlocking<Unit> {
        val dispatcher = loop.asCoroutineDispatcher()
        val gate = CompletableFuture<String>()
        val waiting = async(dispatcher) { Async.await(gate) }
        launch(dispatcher) { gate.complete("x") }
        assertThat(waiting.await()).isEqualTo("x")
    }

    @Test
    fun anyLevelIsADispatcher() = runBlocking<Unit> {
        ThreadPool.open { it.withName("blocking") }.use { pool ->
            val thread = withContext(pool.asCoroutineDispatcher()) {
                Async.currentTask().get().name()
            }
            assertThat(thread).startsWith("blocking/")
        }
    }

    @Test
    fun aClosedLevelCancelsItsCoroutines() = runBlocking<Unit> {
        val suspended = CompletableDeferred<Unit>()
        val gate = CompletableDeferred<Unit>()
        val end = CompletableDeferred<Throwable>()
        val job = launch(Dispatchers.Default) {
            withContext(loop.asCoroutineDispatcher()) {
                try {
                    suspended.complete(Unit)
                    gate.await()
                } catch (cancelled: CancellationException) {
                    end.complete(cancelled)
                    throw cancelled
                }
            }
        }
        suspended.await()
        loop.close()
        gate.complete(Unit)
        assertThat(generateSequence(end.await()) { it.cause }.last())
            .isInstanceOf(RejectedExecutionException::class.java)
        job.join()
    }

    @Test
    fun aCancelEndsADelay() = runBlocking<Unit> {
        val begun = CompletableDeferred<Unit>()
        val job = launch(loop.asCoroutineDispatcher()) {
            begun.complete(Unit)
            delay(Duration.ofDays(1).toMillis())
        }
        begun.await()
        job.cancelAndJoin()
        assertThat(job.isCancelled).isTrue
    }
}
