package dev.footbridge.stream;

import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Pause;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sources that look at the clock: of the loop they run on, so a virtual clock moves them, too. */
final class Timing {

    private Timing() {}

    /** The items; fails when one takes longer than this. */
    static <T> Source<T> timeout(AsyncStream<T> items, Duration limit) {
        return out -> Inlets.use(inlets -> {
            Pull<T> run = inlets.open(items);
            for (T item = next(inlets, run, limit); item != null; item = next(inlets, run, limit)) {
                out.accept(item);
            }
        });
    }

    private static <T> @Nullable T next(Inlets inlets, Pull<T> run, Duration limit) throws TimeoutException {
        run.ask();
        if (!inlets.await(run::isReady, Strand.here().deadline(Durations.nanos(limit)))) {
            throw new TimeoutException("no item came within " + limit);
        }
        return inlets.taken(run);
    }

    /** Lists of the items that came within this time of the first of them, or of so many. */
    static <T> Source<List<T>> chunks(AsyncStream<T> items, int size, Duration time) {
        return out -> Inlets.use(inlets -> {
            Pull<T> run = inlets.open(items);
            while (chunk(inlets, run, size, time, out)) {
                Strand.here().checkCancelled();
            }
        });
    }

    /** Passes on one chunk; false at the end. */
    private static <T> boolean chunk(Inlets inlets, Pull<T> run, int size, Duration time, Sink<? super List<T>> out)
            throws Exception {
        List<T> chunk = new ArrayList<>();
        long deadline = Strand.NEVER;
        boolean atEnd = false;
        while (!atEnd && chunk.size() < size) {
            run.ask();
            if (!inlets.await(run::isReady, deadline)) {
                break;
            }
            T item = inlets.taken(run);
            if (item == null) {
                atEnd = true;
            } else {
                deadline = chunk.isEmpty() ? Strand.here().deadline(Durations.nanos(time)) : deadline;
                chunk.add(item);
            }
            if (!atEnd && Strand.here().nanoTime() - deadline >= 0) {
                break; // also when items come so fast that nobody waits
            }
        }
        if (!chunk.isEmpty()) {
            out.accept(List.copyOf(chunk));
        }
        return !atEnd;
    }

    /** The items, so many of them at most in any stretch of this length. */
    static <T> Source<T> rateLimit(Source<T> items, int most, Duration per) {
        long length = Durations.nanos(per);
        return out -> {
            ArrayDeque<Long> passed = new ArrayDeque<>();
            items.run(item -> {
                if (passed.size() == most) {
                    long wait = passed.removeFirst() + length - Strand.here().nanoTime();
                    if (wait > 0) {
                        Pause.sleep(wait);
                    }
                }
                passed.addLast(Strand.here().nanoTime());
                out.accept(item);
            });
        };
    }
}
