package dev.footbridge.kotlin

import dev.footbridge.Async
import dev.footbridge.Outcome
import dev.footbridge.context.Context
import dev.footbridge.context.ContextKey
import dev.footbridge.stream.AsyncGenerator
import dev.footbridge.stream.AsyncStream
import dev.footbridge.stream.GeneratorBody
import java.io.IOException
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalArgumentException
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Flows are streams and streams are flows: in order, as fast as they are asked, with their cleanup. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamsTest {

    private val user = ContextKey.of<String>("user")
    private val next = AtomicInteger()
    private val made = AtomicInteger()
    private val begun = CompletableFuture<Unit>()
    private val cleaned = CompletableFuture<Unit>()

    private fun inOrder(number: Int) {
        val expected = next.getAndIncrement()
        check(number == expected) { "after ${expected - 1} comes $expected, not $number" }
    }

    private fun flowOfNumbers(count: Int): Flow<Int> = flow {
        try {
            repeat(count) {
                made.incrementAndGet()
                emit(it)
            }
        } finally {
            withContext(NonCancellable) { delay(5) }
            cleaned.complete(Unit)
        }
    }

    private fun streamOfNumbers(count: Int): AsyncStream<Int> = AsyncStream.generate { out ->
        try {
            repeat(count) {
                made.incrementAndGet()
                out.emit(it)
            }
        } finally {
            Async.shielded { Async.sleep(Duration.ofMillis(5)) }
            cleaned.complete(Unit)
        }
    }

    // ---- from Kotlin

    @Test
    fun aMillionItemsComeInOrder() {
        flowOfNumbers(MILLION).asAsyncStream(prefetch = 256).forEach {
            inOrder(it)
            check(made.get() - next.get() <= 256)
        }
        assertThat(next).hasValue(MILLION)
    }

    @Test
    fun aFlowGoesOnOnlyWhenItIsAsked() {
        flowOfNumbers(1_000).asAsyncStream().forEach {
            inOrder(it)
            check(made.get() == next.get()) { "${made.get()} made, ${next.get()} taken" }
        }
        assertThat(next).hasValue(1_000)
    }

    @Test
    fun slowSidesLoseNothing() {
        flowOfNumbers(SLOW).asAsyncStream(prefetch = 8).forEach {
            inOrder(it)
            Async.sleep(Duration.ofMillis(1))
        }
        assertThat(next.getAndSet(0)).isEqualTo(SLOW)
        flow { repeat(SLOW) { delay(1); emit(it) } }.asAsyncStream(prefetch = 8).forEach { inOrder(it) }
        assertThat(next).hasValue(SLOW)
    }

    @Test
    fun anErrorComesAsItIsAfterTheItems() {
        val error = IOException("lost")
        val failing = flow {
            emit(0)
            emit(1)
            throw error
        }
        assertThat(catchThrowable { failing.asAsyncStream(prefetch = 8).forEach { inOrder(it) } }).isSameAs(error)
        assertThat(next).hasValue(2)
    }

    @Test
    fun whoTakesEnoughCancelsTheFlowAndWaitsForItsCleanup() {
        assertThat(flowOfNumbers(MILLION).asAsyncStream(prefetch = 8).take(3).toList()).containsExactly(0, 1, 2)
        assertThat(cleaned).isDone
    }

    @Test
    fun whoIsCancelledCancelsTheFlowAndWaitsForItsCleanup() {
        val silent = flow<Int> {
            try {
                begun.complete(Unit)
                awaitCancellation()
            } finally {
                withContext(NonCancellable) { delay(5) }
                cleaned.complete(Unit)
            }
        }
        val task = silent.asAsyncStream().startToList()
        begun.join()
        task.cancel("enough")
        assertThat(task.outcome()).isEqualTo(Outcome.Cancelled<List<Int>>("enough"))
        assertThat(cleaned).isDone
    }

    @Test
    fun eachRunCollectsTheFlowInItsOwnContext() {
        val named = flow { emit(user.find().orElse("nobody")) }.asAsyncStream()
        assertThat(named.toList()).containsExactly("nobody")
        assertThat(user.call<List<String>>("ada") { named.toList() }).containsExactly("ada")
    }

    @Test
    fun aFlowIsPulledByABlockingLoop() {
        flowOfNumbers(1_000).asAsyncStream(prefetch = 16).open().use { for (item in it) inOrder(item) }
        assertThat(next).hasValue(1_000)
    }

    // ---- to Kotlin

    @Test
    fun aMillionItemsGoInOrder() = runBlocking<Unit> {
        streamOfNumbers(MILLION).asFlow(prefetch = 256).collect {
            inOrder(it)
            check(made.get() - next.get() <= 257)
        }
        assertThat(next).hasValue(MILLION)
    }

    @Test
    fun aStreamIsNoFurtherAheadThanWasSaid() = runBlocking<Unit> {
        streamOfNumbers(1_000).asFlow(prefetch = 1).collect {
            inOrder(it)
            delay(if (it % 100 == 0) 2 else 0)
            check(made.get() - next.get() <= 2) { "${made.get()} made, ${next.get()} taken" }
        }
        assertThat(next).hasValue(1_000)
    }

    @Test
    fun slowSidesOfEitherKindLoseNothing() = runBlocking<Unit> {
        streamOfNumbers(SLOW).asFlow().collect { delay(1); inOrder(it) }
        assertThat(next.getAndSet(0)).isEqualTo(SLOW)
        streamOfNumbers(SLOW).map { Async.sleep(Duration.ofMillis(1)); it }.asFlow().collect { inOrder(it) }
        assertThat(next).hasValue(SLOW)
    }

    @Test
    fun aFailureGoesAsItIsAfterTheItems() = runBlocking<Unit> {
        val error = IOException("lost")
        val failing = AsyncStream.generate<Int> { out ->
            out.emit(0)
            out.emit(1)
            throw error
        }
        val caught = try {
            failing.asFlow().collect { inOrder(it) }
            null
        } catch (thrown: IOException) {
            thrown
        }
        assertThat(caught).isSameAs(error)
        assertThat(next).hasValue(2)
    }

    @Test
    fun aCollectorThatHasEnoughWaitsForTheCleanup() = runBlocking<Unit> {
        assertThat(streamOfNumbers(MILLION).asFlow().take(3).toList()).containsExactly(0, 1, 2)
        assertThat(cleaned).isDone
    }

    @Test
    fun aCollectorThatIsCancelledWaitsForTheCleanup() = runBlocking<Unit> {
        val running = CompletableDeferred<Unit>()
        val silent = AsyncStream.generate<Int> {
            try {
                running.complete(Unit)
                Async.sleep(Duration.ofDays(1))
            } finally {
                Async.shielded { Async.sleep(Duration.ofMillis(5)) }
                cleaned.complete(Unit)
            }
        }
        val collecting = launch(Dispatchers.Default) { silent.asFlow().collect() }
        running.await()
        collecting.cancelAndJoin()
        assertThat(cleaned).isDone
    }

    @Test
    fun whatTheCleanupFailsWithIsThrown() = runBlocking<Unit> {
        val error = IOException("cleanup")
        val failing = AsyncStream.generate<Int> { out ->
            try {
                while (true) out.emit(1)
            } finally {
                throw error
            }
        }
        val caught = try {
            failing.asFlow().first()
            null
        } catch (thrown: IOException) {
            thrown
        }
        assertThat(caught).isSameAs(error)
    }

    @Test
    fun aGeneratorIsCollectedOnceAndClosed() = runBlocking<Unit> {
        val generator = AsyncGenerator.open(GeneratorBody<Int> { out ->
            try {
                while (true) out.emit(made.getAndIncrement())
            } finally {
                cleaned.complete(Unit)
            }
        })
        assertThat(generator.asFlow().take(3).toList()).containsExactly(0, 1, 2)
        assertThat(cleaned).isDone
        assertThat(generator.isClosed).isTrue
    }

    @Test
    fun theRunSeesTheContextOfTheCollector() = runBlocking<Unit> {
        val named = AsyncStream.generate<String> { out -> out.emit(user.find().orElse("nobody")) }
        assertThat(named.asFlow().toList()).containsExactly("nobody")
        withContext(FootbridgeContext(Context.empty().apply { run { user.set("ada") } })) {
            assertThat(named.asFlow().toList()).containsExactly("ada")
        }
    }

    @Test
    fun refusesAPrefetchThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy { streamOfNumbers(1).asFlow(prefetch = 0) }
            .withMessage("the prefetch of a flow must be 1 to 65536 (it is 0): give 1 for one item at a time")
    }

    private companion object {
        const val MILLION = 1_000_000
        const val SLOW = 300
    }
}
