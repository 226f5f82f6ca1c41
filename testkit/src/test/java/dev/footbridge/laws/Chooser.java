package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.Select;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A select to be explored: the real one, or one that is broken on purpose. */
interface Chooser {

    /** A clause: takes from the queue if there is no item, else puts that. */
    record Clause<T>(AsyncQueue<T> queue, @Nullable T item) {}

    /** A clause that happened, by its place among those given, and the item that it put or took. */
    record Chosen<T>(int clause, T item) {}

    /** Lets one clause happen, and waits no longer than this for it. */
    <T> Optional<Chosen<T>> choose(List<Clause<T>> clauses, Duration limit);

    /** The real one. */
    static Chooser select() {
        return new Chooser() {
            @Override
            public <T> Optional<Chosen<T>> choose(List<Clause<T>> clauses, Duration limit) {
                Select<Chosen<T>> select = Select.of();
                for (int i = 0; i < clauses.size(); i++) {
                    int number = i;
                    T item = clauses.get(i).item();
                    AsyncQueue<T> queue = clauses.get(i).queue();
                    select = item == null
                            ? select.take(queue, taken -> new Chosen<>(number, taken))
                            : select.put(queue, item, () -> new Chosen<>(number, item));
                }
                return select.await(limit);
            }
        };
    }

    /** Asks one queue after the other and never waits for them all; sound, but it keeps the loop busy. */
    static Chooser asking(Duration pause) {
        return new Chooser() {
            @Override
            public <T> Optional<Chosen<T>> choose(List<Clause<T>> clauses, Duration limit) {
                Duration left = limit;
                for (;;) {
                    for (int i = 0; i < clauses.size(); i++) {
                        T item = clauses.get(i).item();
                        AsyncQueue<T> queue = clauses.get(i).queue();
                        Optional<T> done = item == null
                                ? queue.tryTake()
                                : queue.tryPut(item) ? Optional.of(item) : Optional.empty();
                        if (done.isPresent()) {
                            return Optional.of(new Chosen<>(i, done.get()));
                        }
                    }
                    if (!left.isPositive()) {
                        return Optional.empty();
                    }
                    Async.sleep(pause);
                    left = left.minus(pause);
                }
            }
        };
    }

    /** What comes to mind first: a task for each clause, and all are cancelled but the first to end. More than one may happen. */
    static Chooser racing(EventLoop loop) {
        return new Chooser() {
            @Override
            public <T> Optional<Chosen<T>> choose(List<Clause<T>> clauses, Duration limit) {
                List<Task<Optional<Chosen<T>>>> tasks = new ArrayList<>();
                for (int i = 0; i < clauses.size(); i++) {
                    int number = i;
                    T item = clauses.get(i).item();
                    AsyncQueue<T> queue = clauses.get(i).queue();
                    tasks.add(loop.start(() -> item == null
                            ? queue.take(limit).map(taken -> new Chosen<>(number, taken))
                            : queue.put(item, limit) ? Optional.of(new Chosen<>(number, item)) : Optional.empty()));
                }
                try {
                    Async.waitAny(tasks, limit);
                } finally {
                    tasks.forEach(Task::cancel);
                }
                List<Outcome<Optional<Chosen<T>>>> ends = tasks.stream().map(Task::outcome).toList();
                ends.stream().filter(Outcome.Failure.class::isInstance).forEach(Outcome::get);
                return ends.stream().filter(Outcome::isSuccess).flatMap(end -> end.get().stream()).findFirst();
            }
        };
    }
}
