package dev.footbridge.benchmarks.generator;

import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlinx.coroutines.channels.ChannelIterator;
import kotlinx.coroutines.channels.ReceiveChannel;
import org.jspecify.annotations.Nullable;

/**
 * The items of a channel of Kotlin's for one blocking thread. What is there is taken at once, and only where nothing is
 * there does the thread park: a {@code runBlocking} for each item would be slower.
 */
final class KotlinChannelIterator<T> implements Iterator<T>, Continuation<Boolean> {

    private final ChannelIterator<T> items;
    private final Thread consumer = Thread.currentThread();
    private volatile @Nullable Object resumed;

    KotlinChannelIterator(ReceiveChannel<T> channel) {
        this.items = channel.iterator();
    }

    @Override
    public boolean hasNext() {
        Object result = items.hasNext(this);
        return Boolean.TRUE.equals(result == IntrinsicsKt.getCOROUTINE_SUSPENDED() ? park() : result);
    }

    @Override
    public T next() {
        return items.next();
    }

    private Object park() {
        Object result = resumed;
        while (result == null) {
            LockSupport.park(this);
            result = resumed;
        }
        resumed = null;
        ResultKt.throwOnFailure(result);
        return result;
    }

    @Override
    public CoroutineContext getContext() {
        return EmptyCoroutineContext.INSTANCE;
    }

    @Override
    public void resumeWith(Object result) {
        resumed = result;
        LockSupport.unpark(consumer);
    }
}
