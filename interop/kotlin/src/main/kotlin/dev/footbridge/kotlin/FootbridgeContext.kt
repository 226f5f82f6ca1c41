package dev.footbridge.kotlin

import dev.footbridge.context.Context
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CopyableThreadContextElement
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.ExperimentalCoroutinesApi

/**
 * Carries the values of Footbridge's context keys in a coroutine, on whatever thread it runs: `USER.get()` works in it,
 * and what it starts on a level sees them, too.
 *
 * As with jobs, a coroutine that is launched begins with a copy: what it sets its parent does not see. Without an
 * argument it takes what the calling code has. [asyncCallable] and the streams of this package bring it by themselves.
 *
 * ```
 * withContext(FootbridgeContext()) {
 *     launch(Dispatchers.IO) { audit(USER.get()) }
 * }
 * ```
 *
 * @property context in which the coroutine runs
 */
@OptIn(ExperimentalCoroutinesApi::class, DelicateCoroutinesApi::class)
public class FootbridgeContext(public val context: Context = Context.current().copy()) :
    AbstractCoroutineContextElement(FootbridgeContext), CopyableThreadContextElement<Context.Entry> {

    /** The key of this element. */
    public companion object Key : CoroutineContext.Key<FootbridgeContext>

    override fun updateThreadContext(context: CoroutineContext): Context.Entry = this.context.enter()

    override fun restoreThreadContext(context: CoroutineContext, oldState: Context.Entry): Unit = oldState.close()

    override fun copyForChild(): FootbridgeContext = FootbridgeContext(context.copy())

    override fun mergeForChild(overwritingElement: CoroutineContext.Element): CoroutineContext = overwritingElement

    override fun toString(): String = "FootbridgeContext($context)"
}
