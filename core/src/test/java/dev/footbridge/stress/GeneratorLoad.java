package dev.footbridge.stress;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.GeneratorBody;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads of both kinds, coroutines of two loops and jobs of a pool of one place that pull generators on all of these:
 * ones of their own, which they exhaust or close, and one that all share; plainly, with limits, interrupted, and cancelled
 * at any moment. Says what broke: items lost, doubled or out of order, bodies too far ahead, cleanup not done when close
 * has returned, and whoever does not come to an end.
 */
public final class GeneratorLoad {

    private static final int SHARED_ITEMS = 300;
    private static final int OWN_ITEMS = 40;
    private static final int[] PREFETCHES = {0, 0, 0, 1, 2, 3, 64};

    private final LoadedGenerators generators;
    private final List<EventLoop> loops;
    private final List<Level> levels;
    private final int operations;
    private final Violations violations = new Violations();
    private final AtomicReference<Shared> shared = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Shared> all = new ConcurrentLinkedQueue<>();

    private GeneratorLoad(LoadedGenerators generators, List<EventLoop> loops, ThreadPool pool, int operations) {
        this.generators = generators;
        this.loops = loops;
        this.levels = List.of(loops.get(0), loops.get(1), pool);
        this.operations = operations;
    }

    /** Puts the load on generators, so many operations on each thread; what went wrong, and nothing if all went well. */
    public static List<String> on(LoadedGenerators generators, int operations, long seed, Duration limit) {
        try (EventLoop one = EventLoop.open(o -> o.withFailureHandler((_, _) -> {}));
                EventLoop two = EventLoop.open(o -> o.withFailureHandler((_, _) -> {}));
                ThreadPool pool = ThreadPool.open(o -> o.withLimit(1).withFailureHandler((_, _) -> {}))) {
            GeneratorLoad load = new GeneratorLoad(generators, List.of(one, two), pool, operations);
            load.share(null, new SplittableRandom(seed));
            Load.drive(seed, limit, load.violations, load::drive);
            if (!load.violations.any()) {
                load.all.forEach(each -> each.check(load.violations));
            }
            one.abort();
            two.abort();
            pool.abort();
            return load.violations.all();
        }
    }

    private void drive(SplittableRandom random) throws Exception {
        Shared last = null;
        int newest = -1;
        for (int i = 0; i < operations && !violations.any(); i++) {
            if (random.nextInt(20) == 0) {
                new Own(random.split()).run();
                continue;
            }
            Shared now = shared.get();
            newest = now == last ? newest : -1;
            last = now;
            newest = now.pull(random, newest);
            if (now.exhausted) {
                share(now, random);
            }
        }
    }

    private void share(Shared old, SplittableRandom random) {
        Shared next = new Shared(random);
        if (shared.compareAndSet(old, next)) {
            all.add(next);
        }
    }

    private GeneratorBody<Integer> body(int items, AtomicInteger made, SplittableRandom random) {
        return out -> {
            for (int i = 0; i < items; i++) {
                switch (random.nextInt(12)) {
                    case 0 -> Async.yieldNow();
                    case 1 -> Async.sleep(Duration.ofNanos(1 + random.nextInt(30_000)));
                    default -> {
                    }
                }
                made.incrementAndGet();
                out.emit(i);
            }
        };
    }

    /** One that everybody pulls. */
    private final class Shared {

        private final LoadedGenerators.One generator;
        private final AtomicIntegerArray fates = new AtomicIntegerArray(SHARED_ITEMS);
        private final int prefetch;
        private volatile boolean exhausted;

        Shared(SplittableRandom random) {
            prefetch = PREFETCHES[random.nextInt(PREFETCHES.length)];
            generator = generators.open(levels.get(random.nextInt(3)), prefetch,
                    body(SHARED_ITEMS, new AtomicInteger(), random.split()));
        }

        /** Pulls once; the newest item that this thread has had. */
        int pull(SplittableRandom random, int newest) throws Exception {
            boolean looks = random.nextInt(4) == 0;
            AtomicInteger got = new AtomicInteger(newest);
            somewhere(random, () -> {
                Optional<Integer> item = looks ? generator.nextByLooking() : generator.next();
                if (item.isEmpty()) {
                    exhausted |= !looks;
                    return;
                }
                fates.incrementAndGet(item.get());
                if (item.get() <= got.getAndSet(item.get())) {
                    violations.add("item " + item.get() + " came out of order, prefetch " + prefetch);
                }
            });
            return got.get();
        }

        void check(Violations found) {
            for (int i = 0; exhausted && i < SHARED_ITEMS; i++) {
                if (fates.get(i) != 1) {
                    found.add("item " + i + (fates.get(i) == 0 ? " was lost" : " was doubled") + ", prefetch "
                            + prefetch);
                }
            }
        }
    }

    /** One that a single thread pulls. */
    private final class Own {

        private final SplittableRandom random;
        private final int prefetch;
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger cleaned = new AtomicInteger();
        private final IOException failure = new IOException("the body's");
        private final boolean fails;
        private final LoadedGenerators.One generator;
        private boolean ended;

        Own(SplittableRandom random) {
            this.random = random;
            prefetch = PREFETCHES[random.nextInt(PREFETCHES.length)];
            fails = random.nextInt(4) == 0;
            GeneratorBody<Integer> items = body(OWN_ITEMS, made, random.split());
            generator = generators.open(levels.get(random.nextInt(3)), prefetch, out -> {
                begun.incrementAndGet();
                boolean told = false;
                try {
                    items.run(out);
                    if (fails) {
                        throw failure;
                    }
                } catch (CancelledException stop) {
                    told = true;
                    throw stop;
                } finally {
                    if (told) {
                        cleanUp();
                    } else {
                        Async.shielded(this::cleanUp); // the end came by itself, and a stop may come to it
                    }
                }
            });
        }

        private void cleanUp() {
            Async.yieldNow();
            Async.sleep(Duration.ofNanos(10_000));
            cleaned.incrementAndGet();
        }

        void run() throws Exception {
            int pulls = random.nextInt(2 * OWN_ITEMS);
            for (int i = 0; i < pulls && !ended; i++) {
                somewhere(random, this::pull);
            }
            Task<Void> another = random.nextInt(3) == 0 ? loops.get(0).start(generator::close) : null;
            close();
            if (another != null) {
                another.outcome();
            }
            if (cleaned.get() != begun.get() || begun.get() > 1) {
                violations.add("closed with " + begun + " begun and " + cleaned + " cleaned up");
            }
        }

        private void close() throws Exception {
            AtomicInteger then = new AtomicInteger(-1);
            while (then.get() < 0) {
                somewhere(random, () -> {
                    closeHere();
                    then.set(cleaned.get());
                });
            }
            if (then.get() < begun.get()) {
                violations.add("close returned before the cleanup had ended");
            }
        }

        private void closeHere() throws IOException {
            try {
                generator.close();
            } catch (Exception thrown) { // of a body that failed and whose pull was cancelled
                if (thrown != failure) {
                    throw thrown;
                }
            }
        }

        private void pull() throws IOException {
            int before = taken.get();
            if (made.get() > before + prefetch + 1) {
                violations.add(made + " made with " + before + " taken, prefetch " + prefetch);
            }
            try {
                Optional<Integer> item = generator.next();
                if (item.isEmpty()) {
                    ended(!fails);
                } else if (item.get() != taken.getAndIncrement()) {
                    violations.add("item " + item.get() + " came as number " + before + ", prefetch " + prefetch);
                }
            } catch (Exception thrown) {
                if (thrown != failure) {
                    throw thrown;
                }
                ended(fails);
            }
        }

        private void ended(boolean rightly) {
            ended = true;
            if (!rightly || taken.get() != OWN_ITEMS) {
                violations.add("the end came after " + taken + " items, prefetch " + prefetch + ", fails: " + fails);
            }
        }
    }

    /** An operation, which may be cancelled. */
    private interface Operation {
        void run() throws IOException;
    }

    /** Does it somewhere: on this thread, interrupted or within a limit, or in a task, which may be cancelled. */
    private void somewhere(SplittableRandom random, Operation operation) throws Exception {
        Level level = levels.get(random.nextInt(3));
        switch (random.nextInt(10)) {
            case 0 -> level.call(operation::run);
            case 1 -> interrupted(operation);
            case 2 -> limited(Duration.ofNanos(1 + random.nextInt(60_000)), operation);
            case 3, 4, 5 -> {
                Task<Void> task = level.start(operation::run);
                for (int spins = random.nextInt(1 << random.nextInt(13)); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                task.cancel();
                if (task.outcome() instanceof Outcome.Failure<Void>(var error)) {
                    throw new AssertionError("an operation failed: " + error, error);
                }
            }
            case 6 -> level.start(operation::run).result();
            default -> operation.run();
        }
    }

    private static void interrupted(Operation operation) throws IOException {
        Thread.currentThread().interrupt();
        try {
            operation.run();
        } catch (CancelledException met) {
            // It is what the interrupt was for.
        } finally {
            if (!Thread.interrupted()) {
                throw new AssertionError("the interrupt was lost");
            }
        }
    }

    private static void limited(Duration limit, Operation operation) {
        try {
            Async.withTimeout(limit, operation::run);
        } catch (TimeoutException over) {
            // It is what the limit was for.
        }
    }
}
