package dev.footbridge.stream;

import java.util.ArrayList;
import java.util.List;

/** Items of several streams as they come, in turns where several have one. One object per run. */
final class Merging<T> {

    private final Inlets inlets;
    private final Pull<? extends AsyncStream<? extends T>> streams;
    private final int limit;
    private final List<Pull<? extends T>> merged = new ArrayList<>();
    private boolean atEnd;

    private Merging(Inlets inlets, Pull<? extends AsyncStream<? extends T>> streams, int limit) {
        this.inlets = inlets;
        this.streams = streams;
        this.limit = limit;
    }

    /** The source of the items of these streams, of so many of them at the same time. */
    static <T> Source<T> of(AsyncStream<? extends AsyncStream<? extends T>> streams, int limit) {
        return out -> Inlets.use(inlets -> new Merging<T>(inlets, inlets.open(streams), limit).run(out));
    }

    private void run(Sink<? super T> out) throws Exception {
        while (!inlets.hasFailed() && (!atEnd || !merged.isEmpty())) {
            if (wantsStream()) {
                streams.ask();
            }
            merged.forEach(Pull::ask);
            inlets.await(() -> (wantsStream() && streams.isReady()) || merged.stream().anyMatch(Pull::isReady));
            for (Pull<? extends T> run : List.copyOf(merged)) {
                if (run.isReady()) {
                    pass(run, out);
                }
            }
            if (wantsStream() && streams.isReady()) {
                admit();
            }
        }
    }

    private boolean wantsStream() {
        return !atEnd && merged.size() < limit;
    }

    private void admit() {
        AsyncStream<? extends T> next = inlets.taken(streams);
        if (next == null) {
            atEnd = true;
        } else {
            merged.add(inlets.open(next));
        }
    }

    private void pass(Pull<? extends T> run, Sink<? super T> out) throws Exception {
        T item = inlets.taken(run);
        if (item == null) {
            merged.remove(run);
        } else {
            out.accept(item);
        }
    }
}
