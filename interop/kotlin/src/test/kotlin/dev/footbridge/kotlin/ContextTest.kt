package dev.footbridge.kotlin

import dev.footbridge.context.Context
import dev.footbridge.context.ContextKey
import dev.footbridge.threads.ThreadPool
import java.util.concurrent.Callable
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Footbridge's context goes along with a coroutine, and nothing of it is left on a thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextTest {

    private val user = ContextKey.of<String>("user")

    @Test
    fun isSeenOnWhateverThread() = runBlocking<Unit> {
        user.bind("ada").use { _ -> assertThat(user.get()).isEqualTo("ada") }
        val ada = Context.empty().apply { run { user.set("ada") } }
        withContext(FootbridgeContext(ada)) {
            assertThat(user.get()).isEqualTo("ada")
            withContext(Dispatchers.IO) { assertThat(user.get()).isEqualTo("ada") }
            delay(2)
            assertThat(user.get()).isEqualTo("ada")
        }
        assertThat(user.isSet).isFalse
    }

    @Test
    fun jobsThatACoroutineStartsSeeIt() = runBlocking<Unit> {
        ThreadPool.open().use { pool ->
            val ada = Context.empty().apply { run { user.set("ada") } }
            val seen = withContext(FootbridgeContext(ada) + Dispatchers.Default) { pool.awaitCall { user.get() } }
            assertThat(seen).isEqualTo("ada")
            assertThat(pool.start(Callable { user.isSet }).await()).isFalse
        }
    }

    @Test
    fun aCoroutineThatIsLaunchedHasACopy() = runBlocking<Unit> {
        val ada = Context.empty().apply { run { user.set("ada") } }
        withContext(FootbridgeContext(ada)) {
            launch {
                assertThat(user.get()).isEqualTo("ada")
                user.set("grace")
                yield()
                assertThat(user.get()).isEqualTo("grace")
            }.join()
            assertThat(user.get()).isEqualTo("ada")
        }
    }

    @Test
    fun nothingOfOneCoroutineIsSeenByAnother() = runBlocking<Unit> {
        val seen = List(1_000) { number ->
            async(Dispatchers.Default + FootbridgeContext(Context.empty().apply { run { user.set("$number") } })) {
                repeat(5) { yield() }
                user.get()
            }
        }.awaitAll()
        assertThat(seen).isEqualTo(List(1_000) { "$it" })
        val left = List(100) { async(Dispatchers.Default) { user.isSet } }.awaitAll()
        assertThat(left).doesNotContain(true)
    }
}
