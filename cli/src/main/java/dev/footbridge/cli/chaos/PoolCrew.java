package dev.footbridge.cli.chaos;

import dev.footbridge.Task;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.RemoteAsyncCallable;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import dev.footbridge.processes.WorkerOutput;
import java.time.Duration;
import java.util.List;

/** The workers of a {@link ProcessPool}. */
final class PoolCrew implements Crew {

    /** Short, so that workers also come and go by themselves. */
    private static final Duration IDLE = Duration.ofMillis(700);
    private static final int JOBS_OF_A_WORKER = 2_000;

    private final ProcessPool pool;

    private PoolCrew(ProcessPool pool) {
        this.pool = pool;
    }

    static Crew open(String tag) {
        // Failures that nobody looks at would be printed: the run looks at all.
        return new PoolCrew(ProcessPool.open(o -> o.withName("chaos").withWorkers(2).withHeap("96m").withIdleTime(IDLE)
                .withRecycleAfter(JOBS_OF_A_WORKER).withOutput(WorkerOutput.discard())
                .withJvmOptions(List.of(tag, "--enable-native-access=ALL-UNNAMED"))));
    }

    private ProcessPool on(Terms terms) {
        ProcessPool with = terms.retries() == 0 ? pool : pool.repeatable(terms.retries());
        Duration limit = terms.limit();
        return limit == null ? with : with.within(limit);
    }

    @Override
    public <T> Task<T> start(RemoteCallable<T> job, Terms terms) {
        return on(terms).start(job);
    }

    @Override
    public <T> Task<T> startAsync(RemoteAsyncCallable<T> job, Terms terms) {
        return on(terms).start(job);
    }

    @Override
    public <A, R> List<R> map(RemoteFunction<A, R> function, List<A> items, int chunk, Terms terms) {
        return on(terms).map(function, items, chunk);
    }

    @Override
    public void resize(int workers) {
        pool.resize(workers);
    }

    /** Idle workers end. */
    @Override
    public boolean isAtRest() {
        return pool.stats().workers() == 0;
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
