package dev.footbridge.stream;

import dev.footbridge.BlockingFunction;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Pause;
import dev.footbridge.internal.Scoped;
import dev.footbridge.internal.Strand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sources around one source, on its stack: an item costs a call, and nothing is ahead of anything. */
final class InPlace {

    private InPlace() {}

    static <T> T checked(@Nullable T item, String operator) {
        if (item == null) {
            throw new NullPointerException("the function given to " + operator
                    + " returned null, and a stream has no null items: wrap it, or filter first");
        }
        return item;
    }

    static <T, R> Source<R> map(Source<T> items, BlockingFunction<? super T, ? extends R> function) {
        return map(items, function, "map");
    }

    /** As {@link #map}, for an operator of this name. */
    static <T, R> Source<R> map(Source<T> items, BlockingFunction<? super T, ? extends R> function, String operator) {
        return out -> items.run(new Sink<T>() {
            @Override
            public void accept(T item) throws Exception {
                out.accept(checked(function.apply(item), operator));
            }

            @Override
            public void last(T item) throws Exception {
                out.last(checked(function.apply(item), operator));
            }
        });
    }

    static <T> Source<T> filter(Source<T> items, BlockingFunction<? super T, Boolean> test) {
        return out -> items.run(item -> {
            if (checked(test.apply(item), "filter")) {
                out.accept(item);
            }
        });
    }

    static <T> Source<T> take(Source<T> items, long most) {
        return out -> {
            if (most == 0) {
                return;
            }
            Cut cut = new Cut();
            Count taken = new Count();
            cut.run(items, item -> {
                if (taken.next() < most - 1) {
                    out.accept(item);
                } else {
                    out.last(item);
                    throw cut.here();
                }
            });
        };
    }

    static <T> Source<T> takeWhile(Source<T> items, BlockingFunction<? super T, Boolean> test) {
        return out -> {
            Cut cut = new Cut();
            cut.run(items, item -> {
                if (!checked(test.apply(item), "takeWhile")) {
                    throw cut.here();
                }
                out.accept(item);
            });
        };
    }

    static <T> Source<T> skip(Source<T> items, long count) {
        return out -> {
            Count seen = new Count();
            items.run(item -> {
                if (seen.next() >= count) {
                    out.accept(item);
                }
            });
        };
    }

    static <T> Source<Indexed<T>> enumerate(Source<T> items) {
        return out -> {
            Count seen = new Count();
            items.run(item -> out.accept(new Indexed<>(seen.next(), item)));
        };
    }

    /** Whether more may come after this failure: it is the source's own, and not of cleanup when no more is wanted. */
    private static boolean isForMore(Throwable failure) {
        return !Scoped.isCancellation(failure) && !Strand.here().isToldToStop();
    }

    /** Lists of so many items; the last one is shorter, and comes before a failure. */
    static <T> Source<List<T>> chunks(Source<T> items, int size) {
        return out -> {
            List<T> chunk = new ArrayList<>();
            Downstream<List<T>> down = new Downstream<>(out);
            try {
                items.run(item -> {
                    chunk.add(item);
                    if (chunk.size() == size) {
                        List<T> full = List.copyOf(chunk);
                        chunk.clear();
                        down.accept(full);
                    }
                });
            } catch (Throwable failure) {
                if (!down.failed && !chunk.isEmpty() && isForMore(failure)) {
                    Missed.afterwards(failure, () -> out.accept(List.copyOf(chunk)));
                }
                throw failure;
            }
            if (!chunk.isEmpty() && !Strand.here().isToldToStop()) {
                out.accept(List.copyOf(chunk));
            }
        };
    }

    /** The items of one stream after another. */
    static <T, R> Source<R> flatMap(Source<T> items,
            BlockingFunction<? super T, ? extends AsyncStream<? extends R>> function) {
        return out -> items.run(item -> {
            AsyncStream<? extends R> next = checked(function.apply(item), "flatMap");
            next.source().run(part -> out.accept(part)); // its last item is not the last one
        });
    }

    /** The items of further runs after those of one that failed. */
    static <T> Source<T> retry(Source<T> items, int times, long pause) {
        return out -> {
            Throwable before = null;
            for (int attempt = 0;; attempt++) {
                Downstream<T> down = new Downstream<>(out);
                try {
                    items.run(down);
                    return;
                } catch (Throwable failure) {
                    if (down.failed || !isForMore(failure)) {
                        throw failure;
                    }
                    if (before != null) {
                        Failures.attach(failure, before);
                    }
                    if (attempt == times || !(failure instanceof Exception)) {
                        throw failure;
                    }
                    before = failure;
                }
                Missed.afterwards(before, () -> Pause.sleep(pause));
            }
        };
    }

    /** A sink that remembers whether it was the one that failed. */
    private static final class Downstream<T> implements Sink<T> {

        private final Sink<? super T> out;
        private boolean failed;

        Downstream(Sink<? super T> out) {
            this.out = out;
        }

        @Override
        public void accept(T item) throws Exception {
            failed = true;
            out.accept(item);
            failed = false;
        }
    }

    /** How many items there have been. */
    private static final class Count {

        private long count;

        /** The number of those before; counts one more. */
        long next() {
            return count++;
        }
    }
}
