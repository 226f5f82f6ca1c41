package dev.footbridge.stream;

import dev.footbridge.BlockingBiFunction;
import org.jspecify.annotations.Nullable;

/** Pairs of items of two streams, which are asked at the same time. One object per run. */
final class Zipping<A, B, R> {

    private final Inlets inlets;
    private final Pull<A> left;
    private final Pull<B> right;
    private @Nullable A a;
    private @Nullable B b;

    private Zipping(Inlets inlets, AsyncStream<A> left, AsyncStream<B> right) {
        this.inlets = inlets;
        this.left = inlets.open(left);
        this.right = inlets.open(right);
    }

    /** The source of what the function makes of the pairs; ends with the shorter stream. */
    static <A, B, R> Source<R> of(AsyncStream<A> left, AsyncStream<B> right,
            BlockingBiFunction<? super A, ? super B, ? extends R> function) {
        return out -> Inlets.use(inlets -> new Zipping<A, B, R>(inlets, left, right).run(function, out));
    }

    private void run(BlockingBiFunction<? super A, ? super B, ? extends R> function, Sink<? super R> out)
            throws Exception {
        while (hasPair()) {
            A first = a;
            B second = b;
            a = null;
            b = null;
            if (first != null && second != null) {
                out.accept(InPlace.checked(function.apply(first, second), "zip"));
            }
        }
    }

    /** Waits for an item of each; false as soon as one of them is at its end. */
    private boolean hasPair() {
        left.ask();
        right.ask();
        while (a == null || b == null) {
            inlets.await(() -> (a == null && left.isReady()) || (b == null && right.isReady()));
            if (a == null && left.isReady()) {
                a = inlets.taken(left);
                if (a == null) {
                    return false;
                }
            }
            if (b == null && right.isReady()) {
                b = inlets.taken(right);
                if (b == null) {
                    return false;
                }
            }
        }
        return true;
    }
}
