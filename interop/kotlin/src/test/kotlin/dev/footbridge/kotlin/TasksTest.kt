package dev.footbridge.kotlin

import dev.footbridge.Async
import dev.footbridge.CancelledException
import dev.footbridge.Outcome
import dev.footbridge.loop.EventLoop
import dev.footbridge.threads.ThreadPool
import java.io.IOException
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Suspending functions wait for tasks; a coroutine that is cancelled cancels them and sees their cleanup through. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TasksTest {

    private val loop = EventLoop.open()
    private val pool = ThreadPool.open()
    private val begun = CompletableDeferred<Unit>()
    private val cleaned = CompletableFuture<Unit>()

    @AfterEach
    fun close() {
        loop.close()
        pool.close()
    }

    private fun sleepAndCleanUp(): String {
        try {
            begun.complete(Unit)
            Async.sleep(Duration.ofDays(1))
            return "slept"
        } finally {
            Async.shielded { Async.sleep(Duration.ofMillis(10)) }
            cleaned.complete(Unit)
        }
    }

    private suspend fun failureOf(code: suspend () -> Unit): Throwable? = try {
        code()
        null
    } catch (error: Throwable) {
        error
    }

    @Test
    fun bringsAValue() = runBlocking<Unit> {
        assertThat(loop.start(Callable { "x" }).await()).isEqualTo("x")
        val none: String? = loop.start(Callable<String?> { null }).await()
        assertThat(none).isNull()
        assertThat(pool.awaitCall { Async.sleep(Duration.ofMillis(5)); "y" }).isEqualTo("y")
    }

    @Test
    fun bringsTheErrorItself() = runBlocking<Unit> {
        for (error in listOf(IOException("lost"), AssertionError("wrong"))) {
            assertThat(failureOf { pool.awaitCall { throw error } }).isSameAs(error)
        }
    }

    @Test
    fun aCoroutineThatIsCancelledCancelsTheTaskAndWaitsForItsCleanup() = runBlocking<Unit> {
        val task = loop.start(Callable { sleepAndCleanUp() })
        val waiting = launch(start = CoroutineStart.UNDISPATCHED) { task.await() }
        begun.await()
        waiting.cancel(CancellationException("enough"))
        waiting.join()
        assertThat(cleaned).isDone
        assertThat(task.outcome()).isEqualTo(Outcome.Cancelled<String>("enough"))
    }

    @Test
    fun noThreadIsBlockedUntilTheCleanupIsDone() = runBlocking<Unit> {
        val gate = CompletableFuture<Unit>()
        val waiting = launch(start = CoroutineStart.UNDISPATCHED) {
            pool.awaitCall {
                try {
                    sleepAndCleanUp()
                } finally {
                    Async.shielded { Async.await(gate) }
                }
            }
        }
        begun.await()
        waiting.cancel()
        launch { gate.complete(Unit) } // on the one thread there is
        waiting.join()
        assertThat(gate).isDone
    }

    @Test
    fun whatTheCleanupFailsWithComesWithTheCancel() = runBlocking<Unit> {
        val error = IOException("cleanup")
        val seen = CompletableDeferred<Throwable>()
        val waiting = launch(start = CoroutineStart.UNDISPATCHED) {
            try {
                pool.awaitCall {
                    try {
                        sleepAndCleanUp()
                    } finally {
                        throw error
                    }
                }
            } catch (cancelled: CancellationException) {
                seen.complete(cancelled)
                throw cancelled
            }
        }
        begun.await()
        waiting.cancelAndJoin()
        assertThat(seen.await().suppressed).contains(error)
    }

    @Test
    fun aTaskThatIsCancelledElsewhereIsACancellation() = runBlocking<Unit> {
        val task = loop.start(Callable { sleepAndCleanUp() })
        begun.await()
        task.cancel("closing time")
        assertThat(failureOf { task.await() }).isInstanceOf(CancelledException::class.java).hasMessage("closing time")
            .isInstanceOf(CancellationException::class.java)
    }

    @Test
    fun aCoroutineThatIsCancelledBeforeStartsNothing() = runBlocking<Unit> {
        val started = AtomicInteger()
        launch {
            currentCoroutineContext().cancel()
            assertThat(failureOf { pool.awaitCall { started.incrementAndGet() } })
                .isInstanceOf(CancellationException::class.java)
        }.join()
        assertThat(started).hasValue(0)
    }

    @Test
    fun manyCoroutinesWaitWithoutAThreadEach() = runBlocking<Unit> {
        val sum = List(1_000) { number -> async(Dispatchers.Default) { loop.awaitCall { Async.yieldNow(); number } } }
            .sumOf { it.await() }
        assertThat(sum).isEqualTo(499_500)
    }

    @Test
    fun racesOfCancelAndEndEndOneWay() = runBlocking<Unit> {
        List(1_000) {
            val entered = CompletableDeferred<Unit>()
            val waiting = launch(Dispatchers.Default) { pool.awaitCall { entered.complete(Unit) } }
            launch(Dispatchers.Default) {
                entered.await()
                waiting.cancelAndJoin()
            }
        }.joinAll()
        pool.close()
    }
}
