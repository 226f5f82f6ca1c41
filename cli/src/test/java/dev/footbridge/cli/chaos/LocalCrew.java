package dev.footbridge.cli.chaos;

import dev.footbridge.Task;
import dev.footbridge.processes.RemoteAsyncCallable;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;

/** A crew in this process, sound until a twin of it breaks something. It has no workers that could be struck. */
class LocalCrew implements Crew {

    private final ThreadPool pool = ThreadPool.open(o -> o.withName("local").withLimit(4));

    ThreadPool pool() {
        return pool;
    }

    @Override
    public <T> Task<T> start(RemoteCallable<T> job, Terms terms) {
        return pool.start(job);
    }

    @Override
    public <T> Task<T> startAsync(RemoteAsyncCallable<T> job, Terms terms) {
        return pool.start(job);
    }

    @Override
    public <A, R> List<R> map(RemoteFunction<A, R> function, List<A> items, int chunk, Terms terms) {
        return pool.call(() -> {
            List<R> results = new ArrayList<>();
            for (A item : items) {
                results.add(function.apply(item));
            }
            return results;
        });
    }

    @Override
    public void resize(int workers) {}

    @Override
    public boolean isAtRest() {
        return true;
    }

    @Override
    public String describe() {
        return pool.stats().toString();
    }

    @Override
    public void abort() {
        pool.abort();
    }

    @Override
    public void close() {
        pool.close();
    }
}
