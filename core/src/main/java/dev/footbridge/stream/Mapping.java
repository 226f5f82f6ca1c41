package dev.footbridge.stream;

import dev.footbridge.BlockingFunction;
import dev.footbridge.Level;
import dev.footbridge.internal.Bound;
import dev.footbridge.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/** Items through a function that runs for several of them at the same time. One object per run. */
final class Mapping<T, R> {

    private final Pull<T> items;
    private final InFlight<R> calls;
    private final BlockingFunction<? super T, ? extends R> function;
    private final int limit;
    private boolean atEnd;
    private @Nullable Throwable failure;

    private Mapping(Pull<T> items, InFlight<R> calls, BlockingFunction<? super T, ? extends R> function, int limit) {
        this.items = items;
        this.calls = calls;
        this.function = function;
        this.limit = limit;
    }

    /** The source of the results. */
    static <T, R> Source<R> of(AsyncStream<T> items, Level level, int limit, boolean ordered,
            BlockingFunction<? super T, ? extends R> function) {
        return out -> {
            try (Inlets inlets = new Inlets();
                    InFlight<R> calls = new InFlight<>(RunningLoop.resolve(level), ordered, inlets.bell())) {
                new Mapping<>(inlets.open(items), calls, function, limit).run(inlets, out);
            }
        };
    }

    private void run(Inlets inlets, Sink<? super R> out) throws Exception {
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
        if (failure != null) {
            throw Sneaky.raise(failure); // after the results of the items before it
        }
    }

    private boolean wantsItem() {
        return !atEnd && calls.size() < limit;
    }

    private void take() {
        try {
            T item = items.take();
            atEnd = item == null;
            if (item != null) {
                calls.start(Bound.named(function, () -> InPlace.checked(function.apply(item), "map")));
            }
        } catch (Throwable failed) {
            atEnd = true;
            failure = failed;
        }
    }
}
