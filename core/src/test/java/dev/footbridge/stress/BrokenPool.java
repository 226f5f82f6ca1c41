package dev.footbridge.stress;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolOptions;
import dev.footbridge.threads.ThreadPoolStats;
import dev.footbridge.threads.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Bounded pools that break a law, so that the checks have something to find. */
final class BrokenPool implements LoadedPool {

    private final ThreadPool pool;
    private final Flaw flaw;

    /** Makes of each job one that spoils the pool. */
    private interface Flaw {
        <T> Callable<T> in(ThreadPool pool, Callable<T> job);

        /** Lets the pool be closed. */
        default void end() {}
    }

    private BrokenPool(int limit, Flaw flaw) {
        this(limit, Threads.virtual(), flaw);
    }

    private BrokenPool(int limit, Threads threads, Flaw flaw) {
        this.flaw = flaw;
        this.pool = ThreadPool.open(o -> o.withName("broken").withLimit(limit).withThreads(threads)
                .withCloseTimeout(Duration.ZERO).withFailureHandler((task, failure) -> {}));
    }

    /** One in which a job that waits for another one keeps its place. */
    static BrokenPool keepingPlacesWhileWaiting(int limit) {
        Semaphore places = new Semaphore(limit);
        return new BrokenPool(ThreadPoolOptions.UNLIMITED, new Flaw() {
            @Override
            public <T> Callable<T> in(ThreadPool pool, Callable<T> job) {
                return () -> {
                    places.acquire();
                    try {
                        return job.call();
                    } finally {
                        places.release();
                    }
                };
            }
        });
    }

    /** One in which a job that fails takes its place with it. */
    static BrokenPool losingPlaces(int limit) {
        CountDownLatch never = new CountDownLatch(1);
        return new BrokenPool(limit, new Flaw() {
            @Override
            public <T> Callable<T> in(ThreadPool pool, Callable<T> job) {
                return () -> {
                    try {
                        return job.call();
                    } catch (CancelledException cancelled) {
                        throw cancelled;
                    } catch (Exception failed) {
                        pool.start(() -> {
                            never.await();
                        });
                        throw failed;
                    }
                };
            }

            @Override
            public void end() {
                never.countDown();
            }
        });
    }

    /** One that miscounts. */
    static BrokenPool lettingOneMoreIn(int limit) {
        return new BrokenPool(limit + 1, Threads.virtual(), new Miscount());
    }

    /** An elastic one that miscounts. */
    static BrokenPool elasticLettingOneMoreIn(int limit) {
        return new BrokenPool(limit + 1, Threads.elastic().withMin(limit + 1), new Miscount());
    }

    /** The job is as it should be; the pool has a place too many. */
    private static final class Miscount implements Flaw {
        @Override
        public <T> Callable<T> in(ThreadPool pool, Callable<T> job) {
            return job;
        }
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public <T> Task<T> start(Callable<T> job) {
        return pool.start(flaw.in(pool, job));
    }

    @Override
    public <T> Optional<Task<T>> tryStart(Callable<T> job) {
        return pool.tryStart(flaw.in(pool, job));
    }

    @Override
    public <T> T call(Callable<T> job) {
        return start(job).result();
    }

    @Override
    public ThreadPoolStats stats() {
        return pool.stats();
    }

    @Override
    public void close() {
        flaw.end();
        pool.close();
    }
}
