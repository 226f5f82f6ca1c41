package dev.footbridge.kotlin

import dev.footbridge.context.ContextKey
import dev.footbridge.loop.EventLoop
import dev.footbridge.stream.AsyncStream
import dev.footbridge.threads.ThreadPool
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** The Kotlin code of `docs/guide/interop.md`: what stands between the marks is quoted there, line by line. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuideTest {

    private val user = ContextKey.of<String>("user")
    private val loop = EventLoop.open()
    private val pool = ThreadPool.open()

    @AfterEach
    fun close() {
        loop.close()
        pool.close()
    }

    private fun blockingFind(id: String) = "user $id"

    private suspend fun load(id: String): String {
        delay(1)
        return "order $id"
    }

    @Test
    fun tasksAndFunctions() = runBlocking<Unit> {
        // quoted in the guide:
        val found = pool.awaitCall { blockingFind("7") }         // a blocking call, on the pool
        val greeting = loop.start(Callable { "hello" }).await()  // a task of anybody's
        val order = asyncCallable { load("8") }                  // a suspending function, for Java code and plans
        val task = loop.start(order)                             // cancelling the task cancels the coroutine
        // end of the quote
        assertThat(listOf(found, greeting, task.await())).containsExactly("user 7", "hello", "order 8")
    }

    @Test
    fun flows() = runBlocking<Unit> {
        // quoted in the guide:
        val numbers = flow { repeat(10) { emit(it) } }
        val stream = numbers.asAsyncStream(prefetch = 4)         // goes on when it is asked
        val first = AsyncStream.of("a", "b", "c").asFlow().take(2).toList()
        // end of the quote
        assertThat(stream.count()).isEqualTo(10)
        assertThat(first).containsExactly("a", "b")
    }

    @Test
    fun dispatchersAndContext() = runBlocking<Unit> {
        var counter = 0
        // quoted in the guide:
        withContext(loop.asCoroutineDispatcher()) {
            counter++                                            // one at a time, with the loop's own coroutines
        }
        user.bind("ada").use { _ ->
            launch(FootbridgeContext()) {                        // takes along what this code has
                audit(user.get())
            }
        }
        // end of the quote
        assertThat(counter).isEqualTo(1)
    }

    private fun audit(name: String) = assertThat(name).isEqualTo("ada")

    // ---- the quotes

    @Test
    fun theGuideQuotesThisClassAndHasNoOtherKotlinCode() {
        val guide = Files.readString(Path.of("../../docs/guide/interop.md"))
        val here = Files.readString(Path.of("src/test/kotlin/dev/footbridge/kotlin/GuideTest.kt"))
        val quoted = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(guide).map { it.groupValues[1] }
        val marked = Regex("^ *// quoted in the guide:\n(.*?)^ *// end of the quote$",
            setOf(RegexOption.DOT_MATCHES_ALL, RegexOption.MULTILINE)).findAll(here)
            .map { it.groupValues[1].trimEnd().trimIndent() + "\n" }
        assertThat(quoted.toList()).hasSize(3).isEqualTo(marked.toList())
    }
}
