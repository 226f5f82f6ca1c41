package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Completions;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.Waited;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Ways to wait for several tasks, to be explored: the real ones, or some that are broken on purpose. */
interface Waiting {

    /** Longer than anything lasts. */
    Duration FOREVER = Duration.ofDays(365);

    /** When a wait is over. */
    enum Until {
        ALL, ANY, FIRST_FAILURE
    }

    /** Tasks as they end. */
    interface Ends extends AutoCloseable {

        /** The next one. */
        Task<Integer> next() throws Exception;

        @Override
        void close();

        /** Made of two functions. */
        static Ends of(Callable<Task<Integer>> next, Runnable close) {
            return new Ends() {
                @Override
                public Task<Integer> next() throws Exception {
                    return next.call();
                }

                @Override
                public void close() {
                    close.run();
                }
            };
        }
    }

    /** Waits until then, or for so long. */
    default Waited<Integer> wait(Until until, List<Task<Integer>> tasks, Duration limit) {
        return switch (until) {
            case ALL -> Async.waitAll(tasks, limit);
            case ANY -> Async.waitAny(tasks, limit);
            case FIRST_FAILURE -> Async.waitFirstFailure(tasks, limit);
        };
    }

    /** Waits until then. */
    default Waited<Integer> wait(Until until, List<Task<Integer>> tasks) {
        return wait(until, tasks, FOREVER);
    }

    /** Waits for the first end. */
    default Integer race(List<Task<Integer>> tasks) {
        return Async.race(tasks);
    }

    /** Waits for the first value. */
    default Integer any(List<Task<Integer>> tasks) {
        return Async.any(tasks);
    }

    /** Runs jobs for their values. */
    default List<Integer> gather(int limit, List<Callable<Integer>> jobs) {
        return Async.gather(limit, jobs);
    }

    /** Runs jobs for their outcomes. */
    default List<Outcome<Integer>> gatherOutcomes(int limit, List<Callable<Integer>> jobs) {
        return Async.gatherOutcomes(limit, jobs);
    }

    /** Brings tasks as they end, for so long in all. */
    default Ends asCompleted(List<Task<Integer>> tasks, Duration limit) {
        Completions<Integer> completions = Async.asCompleted(tasks, limit);
        return Ends.of(completions.iterator()::next, completions::close);
    }

    /** The real ones. */
    static Waiting real() {
        return new Waiting() {
            @Override
            public Waited<Integer> wait(Until until, List<Task<Integer>> tasks) {
                return switch (until) {
                    case ALL -> Async.waitAll(tasks);
                    case ANY -> Async.waitAny(tasks);
                    case FIRST_FAILURE -> Async.waitFirstFailure(tasks);
                };
            }
        };
    }
}
