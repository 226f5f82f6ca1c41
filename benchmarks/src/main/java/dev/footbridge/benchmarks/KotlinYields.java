package dev.footbridge.benchmarks;

import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.YieldKt;

/**
 * {@code repeat(yields) { yield() }} in each of some coroutines, as Kotlin's compiler would write it: one state machine
 * per coroutine, re-entered after each suspension.
 */
final class KotlinYields extends ContinuationImpl {

    private static final long serialVersionUID = 1L;

    private int left;

    private KotlinYields(int yields, Continuation<Object> completion) {
        super(completion);
        this.left = yields;
    }

    static Object run(int coroutines, int yields) throws InterruptedException {
        return BuildersKt.<Object>runBlocking(EmptyCoroutineContext.INSTANCE, (scope, _) -> {
            for (int i = 0; i < coroutines; i++) {
                launch(scope, yields);
            }
            return Unit.INSTANCE;
        });
    }

    @SuppressWarnings("unchecked") // a continuation takes any value where its own type is erased
    private static void launch(CoroutineScope scope, int yields) {
        BuildersKt.launch(scope, EmptyCoroutineContext.INSTANCE, CoroutineStart.DEFAULT,
                (_, completion) -> new KotlinYields(yields, (Continuation<Object>) (Continuation<?>) completion)
                        .invokeSuspend(Unit.INSTANCE));
    }

    @Override
    protected Object invokeSuspend(Object result) {
        while (left > 0) {
            left--;
            if (YieldKt.yield(this) == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                return IntrinsicsKt.getCOROUTINE_SUSPENDED();
            }
        }
        return Unit.INSTANCE;
    }
}
