package dev.footbridge.stream;

import dev.footbridge.BlockingFunction;
import dev.footbridge.Level;
import dev.footbridge.internal.Bound;

/** Items through a function that runs for several of them at the same time. One object per run. */
final class Mapping<T, R> {

    private final Inlets inlets;
    private final Pull<T> items;
    private final InFlight<R> calls;
    private final BlockingFunction<? super T, ? extends R> function;
    private final int limit;
    private boolean atEnd;

    private Mapping(Inlets inlets, AsyncStream<T> items, InFlight<R> calls,
            BlockingFunction<? super T, ? extends R> function, int limit) {
        this.inlets = inlets;
        this.items = inlets.open(items);
        this.calls = calls;
        this.function = function;
        this.limit = limit;
    }

    /** The source of the results. */
    static <T, R> Source<R> of(AsyncStream<T> items, Level level, int limit, boolean ordered,
            BlockingFunction<? super T, ? extends R> function) {
        return out -> Inlets
                .use(inlets -> new Mapping<>(inlets, items, inlets.<R>calls(level, ordered), function, limit).run(out));
    }

    /** Ends after the results of the items before the end, or before a failure. */
    private void run(Sink<? super R> out) throws Exception {
        while (!atEnd || calls.size() > 0) {
            if (wantsItem()) {
                items.ask();
            }
            inlets.await(() -> calls.isReady() || (wantsItem() && items.isReady()));
            while (calls.isReady()) {
                out.accept(calls.take());
            }
            if (wantsItem() && items.isReady()) {
                take();
            }
        }
    }

    private boolean wantsItem() {
        return !atEnd && calls.size() < limit;
    }

    private void take() {
        T item = inlets.taken(items);
        if (item == null) {
            atEnd = true;
        } else {
            calls.start(Bound.named(function, () -> InPlace.checked(function.apply(item), "map")));
        }
    }
}
