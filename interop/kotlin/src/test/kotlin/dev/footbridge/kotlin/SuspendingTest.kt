package dev.footbridge.kotlin

import dev.footbridge.Async
import dev.footbridge.Outcome
import dev.footbridge.context.ContextKey
import dev.footbridge.loop.EventLoop
import java.io.IOException
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Suspending functions are awaited, started and cancelled as async functions. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SuspendingTest {

    private val user = ContextKey.of<String>("user")
    private val loop = EventLoop.open()
    private val begun = CompletableFuture<Unit>()
    private val cleaned = CompletableFuture<Unit>()

    @AfterEach
    fun close() = loop.close()

    @Test
    fun bringsAValue() {
        assertThat(loop.call(asyncCallable { "now" })).isEqualTo("now")
        assertThat(loop.call(asyncCallable { delay(5); "later" })).isEqualTo("later")
        assertThat(loop.call(asyncCallable<String?> { null })).isNull()
        assertThat(Async.await(asyncCallable { delay(5); "on a plain thread" })).isEqualTo("on a plain thread")
    }

    @Test
    fun goesOnOnTheLoopOfTheAwaitingCode() {
        val running = loop.call(Callable {
            Async.await(asyncCallable { delay(5) })
            EventLoop.running().get()
        })
        assertThat(running).isSameAs(loop)
    }

    @Test
    fun bringsTheErrorItself() {
        for (error in listOf(IOException("lost"), AssertionError("wrong"))) {
            assertThat(catchThrowable { loop.call(asyncCallable { delay(1); throw error }) }).isSameAs(error)
        }
        val first = IOException("first")
        val failed = catchThrowable {
            loop.call(asyncCallable {
                launch {
                    try {
                        awaitCancellation()
                    } finally {
                        throw IllegalStateException("second")
                    }
                }
                delay(5)
                throw first
            })
        }
        assertThat(failed).isSameAs(first)
        assertThat(failed.suppressed).hasSize(1)
    }

    @Test
    fun startsACoroutineWithEachCall() {
        val started = AtomicInteger()
        val count = asyncCallable { started.incrementAndGet() }
        assertThat(started).hasValue(0)
        assertThat(listOf(loop.call(count), loop.call(count))).containsExactly(1, 2)
    }

    @Test
    fun aCancelCancelsTheCoroutineAndWaitsForItsCleanup() {
        val task = loop.start(asyncCallable {
            launch {
                try {
                    begun.complete(Unit)
                    awaitCancellation()
                } finally {
                    withContext(NonCancellable) { delay(10) }
                    cleaned.complete(Unit)
                }
            }
            "done"
        })
        begun.join()
        task.cancel("enough")
        assertThat(task.outcome()).isEqualTo(Outcome.Cancelled<String>("enough"))
        assertThat(cleaned).isDone
    }

    @Test
    fun aCancelBeforeTheStartStartsNothing() {
        val started = AtomicInteger()
        loop.call(Callable {
            val task = loop.start(asyncCallable { started.incrementAndGet() })
            task.cancel("before")
            assertThat(task.outcome()).isEqualTo(Outcome.Cancelled<Int>("before"))
        })
        assertThat(started).hasValue(0)
    }

    @Test
    fun aCoroutineThatIsCancelledElsewhereCancelsTheCall() {
        val parent = SupervisorJob()
        val task = loop.start(asyncCallable(parent) {
            begun.complete(Unit)
            awaitCancellation()
        })
        begun.join()
        parent.cancel(CancellationException("the screen is gone"))
        assertThat(task.outcome()).isEqualTo(Outcome.Cancelled<Nothing>("the screen is gone"))
    }

    @Test
    fun aFailureFailsTheParentThatWasGiven() {
        val parent = Job()
        val error = IOException("lost")
        assertThat(catchThrowable { loop.call(asyncCallable(parent) { throw error }) }).isSameAs(error)
        assertThat(parent.isCancelled).isTrue
    }

    @Test
    fun racesOfCancelAndEndEndOneWay() {
        repeat(1_000) {
            val gate = CompletableDeferred<String>()
            val entered = CompletableFuture<Unit>()
            val task = loop.start(asyncCallable(Dispatchers.Unconfined) {
                entered.complete(Unit)
                gate.await()
            })
            entered.join()
            val answering = thread { gate.complete("x") }
            task.cancel("enough")
            answering.join()
            assertThat(task.outcome()).isIn(Outcome.Success("x"), Outcome.Cancelled<String>("enough"))
        }
    }

    @Test
    fun theContextGoesAlong() {
        val seen = loop.call(Callable {
            user.call("ada", Callable {
                Async.await(asyncCallable {
                    delay(1)
                    user.get() + Async.await(loop.start(Callable { user.get() }))
                })
            })
        })
        assertThat(seen).isEqualTo("adaada")
        assertThat(loop.call(asyncCallable { user.isSet })).isFalse
    }
}
