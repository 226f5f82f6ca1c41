package dev.footbridge.benchmarks;

import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowCollector;
import kotlinx.coroutines.flow.FlowKt;

/**
 * {@code flow { repeat(items) { emit(it) } }} as Kotlin's compiler would write it: a state machine that is re-entered
 * after each suspension. And two ways to take its items from a blocking thread while another one collects it.
 */
final class KotlinFlow extends ContinuationImpl {

    /** What follows the last item in a queue. */
    static final int END = -1;

    private static final long serialVersionUID = 1L;

    private final transient FlowCollector<? super Integer> out;
    private final int items;
    private int next;

    private KotlinFlow(FlowCollector<? super Integer> out, int items, Continuation<? super Unit> completion) {
        super(erased(completion));
        this.out = out;
        this.items = items;
    }

    /** {@code flow.buffer(capacity).flowOn(dispatcher).produceIn(scope)}. */
    static Iterator<Integer> throughChannel(int items, ExecutorService single, int capacity) {
        CoroutineDispatcher dispatcher = ExecutorsKt.from(single);
        Flow<Integer> buffered = FlowKt.buffer(of(items), capacity, BufferOverflow.SUSPEND);
        return new KotlinChannelIterator<>(FlowKt.produceIn(FlowKt.flowOn(buffered, dispatcher),
                CoroutineScopeKt.CoroutineScope(dispatcher)));
    }

    /** {@code launch(dispatcher) { flow.collect { queue.put(it) }; queue.put(END) }}. */
    static Iterator<Integer> throughQueue(int items, ExecutorService single, int capacity) {
        CoroutineDispatcher dispatcher = ExecutorsKt.from(single);
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(capacity);
        BuildersKt.launch(CoroutineScopeKt.CoroutineScope(dispatcher), dispatcher, CoroutineStart.DEFAULT,
                (_, completion) -> {
                    // No suspension in it: it is the thread that waits, and the thread is the flow's own.
                    Object result = of(items).collect((item, _) -> put(queue, item), completion);
                    put(queue, END);
                    return result;
                });
        return new QueueIterator(queue);
    }

    private static Flow<Integer> of(int items) {
        return FlowKt.flow((out, completion) -> new KotlinFlow(out, items, completion).invokeSuspend(Unit.INSTANCE));
    }

    @SuppressWarnings("unchecked") // a continuation takes any value where its own type is erased
    private static Continuation<Object> erased(Continuation<? super Unit> completion) {
        return (Continuation<Object>) completion;
    }

    private static Unit put(BlockingQueue<Integer> queue, Integer item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread of a flow", e);
        }
        return Unit.INSTANCE;
    }

    @Override
    protected Object invokeSuspend(Object result) {
        ResultKt.throwOnFailure(result);
        while (next < items) {
            if (out.emit(next++, this) == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                return IntrinsicsKt.getCOROUTINE_SUSPENDED();
            }
        }
        return Unit.INSTANCE;
    }
}
