package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.OnCancel;
import dev.footbridge.Outcome;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A program drawn from a seed that brings jobs to an elastic pool, whose threads are simulated on the one thread that
 * runs the program: whose turn it is, what jobs do, when threads give up, how much time passes and whether a thread can
 * be made is all drawn. A job's body and its callbacks draw further steps in the middle of it.
 */
final class PoolProgram {

    /** What is broken in a twin. */
    enum Flaw {
        NONE, FORGETS_A_JOB_AT_IDLE_EXIT, LETS_ONE_MORE_IN, KEEPS_A_THREAD, RUNS_A_JOB_TWICE, DROPS_A_RETURN
    }

    private static final int DEEPEST = 5;

    private final SplittableRandom random;
    private final Flaw flaw;
    private final int max;
    private final SimulatedMachine machine;
    private final ThreadPool pool;
    private final List<Worker> resting = new ArrayList<>();
    private final List<Worker> ready = new ArrayList<>();
    private final List<Ran> jobs = new ArrayList<>();
    private int depth;
    private int busy;
    private int alive;
    private int steps;

    private PoolProgram(long seed, Flaw flaw) {
        this.random = new SplittableRandom(seed);
        this.flaw = flaw;
        this.max = 1 + random.nextInt(4);
        this.machine = new SimulatedMachine(random);
        int most = flaw == Flaw.LETS_ONE_MORE_IN ? max + 1 : max;
        int min = random.nextInt(max + 1);
        int queueLimit = random.nextInt(3) == 0 ? random.nextInt(4) : ThreadPoolOptions.UNLIMITED;
        ElasticThreads threads = new ElasticThreads(min, most, Duration.ofSeconds(1), this::thread);
        this.pool = new ThreadPool(ThreadPoolOptions.DEFAULT.withName("drawn").withThreads(threads)
                .withQueueLimit(queueLimit).withCloseTimeout(Duration.ZERO).withAbortTimeout(Duration.ZERO)
                .withFailureHandler((_, _) -> {}), () -> machine);
    }

    /** Runs the program of this seed. */
    static void run(long seed, Flaw flaw) {
        new PoolProgram(seed, flaw).run();
    }

    /** A job, and how often its body ran. */
    private static final class Ran {
        private @Nullable PoolJob<Integer> task;
        private int runs;
    }

    private Thread thread(Runnable work) {
        if (random.nextInt(8) == 0) {
            throw new OutOfMemoryError("drawn");
        }
        return new Thread(work) {
            @Override
            public void start() {
                alive++;
                ready.add((Worker) work);
            }
        };
    }

    private void run() {
        int length = 5 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            step();
        }
        if (random.nextBoolean()) {
            end();
        }
        for (int i = 0; !isQuiet(); i++) {
            assertThat(i).as("steps without an end; %s", pool.stats()).isLessThan(20_000);
            proceed();
        }
        outside(pool::close);
        resting.removeIf(worker -> flaw != Flaw.KEEPS_A_THREAD && leave(worker));
        Thread.interrupted();
        check();
    }

    private boolean isQuiet() {
        wake();
        return ready.isEmpty() && pool.stats().queued() == 0;
    }

    private void step() {
        steps++;
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> submit();
            case 3 -> cancelOne();
            case 4 -> giveUp();
            case 5 -> {
                if (random.nextInt(30) == 0) {
                    end();
                }
            }
            default -> proceed();
        }
        assertThat(pool.stats().running()).as("running").isLessThanOrEqualTo(max);
    }

    /** Lets a thread run, or time pass. */
    private void proceed() {
        wake();
        if (ready.isEmpty() || random.nextInt(4) == 0) {
            machine.pass();
            machine.look();
            return;
        }
        Worker worker = ready.remove(random.nextInt(ready.size()));
        if (random.nextInt(8) == 0 && depth < DEEPEST) {
            nested(); // it takes its time to begin
        }
        apart(worker::work);
        worker.workers().settleDown(worker);
        resting.add(worker);
    }

    /** Those who were given a job are ready to run. */
    private void wake() {
        for (Worker worker : List.copyOf(resting)) {
            if (!worker.berth().isFree()) {
                resting.remove(worker);
                ready.add(worker);
            }
        }
    }

    private void giveUp() {
        if (!resting.isEmpty()) {
            Worker worker = resting.get(random.nextInt(resting.size()));
            if (leave(worker)) {
                resting.remove(worker);
            }
        }
    }

    private boolean leave(Worker worker) {
        boolean left = worker.workers().leave(worker);
        if (!left && flaw == Flaw.FORGETS_A_JOB_AT_IDLE_EXIT && worker.berth().take() != null) {
            left = true;
        }
        alive -= left ? 1 : 0;
        return left;
    }

    private void submit() {
        Ran ran = new Ran();
        int chance = random.nextInt(20);
        Callable<Integer> body = () -> body(ran, chance);
        try {
            if (chance == 0) {
                pool.tryStart(body).ifPresent(task -> ran.task = (PoolJob<Integer>) task);
            } else {
                ran.task = (PoolJob<Integer>) pool.start(body, chance == 1 ? OnCancel.ABANDON : OnCancel.WAIT);
            }
        } catch (RejectedExecutionException full) {
            return;
        }
        if (ran.task != null) {
            jobs.add(ran);
            if (chance % 4 == 2) {
                ran.task.toCompletableFuture().whenComplete((_, _) -> nested());
            }
        }
    }

    private int body(Ran ran, int chance) {
        ran.runs += flaw == Flaw.RUNS_A_JOB_TWICE && chance == 3 ? 2 : 1;
        busy++;
        assertThat(busy).as("jobs that run at once").isLessThanOrEqualTo(max);
        nested();
        if (chance % 3 == 1 && depth < DEEPEST) {
            await();
        }
        busy--;
        if (chance == 5) {
            throw new IllegalStateException("drawn");
        }
        return 1;
    }

    /** The running job waits through Footbridge: gives its place back, and takes it again. */
    private void await() {
        Strand strand = Strand.here();
        PoolJob<?> self = jobOn(strand);
        if (self == null) {
            return;
        }
        busy--;
        self.release();
        nested();
        Slots slots = pool.slots();
        for (int i = 0; flaw != Flaw.DROPS_A_RETURN && !slots.guarded(() -> slots.tryReacquire(self)); i++) {
            slots.keep();
            assertThat(i).as("steps until it has its place again; %s", pool.stats()).isLessThan(20_000);
            proceed();
        }
        busy++;
    }

    private @Nullable PoolJob<?> jobOn(Strand strand) {
        return dev.footbridge.Async.currentTask().map(task -> (PoolJob<?>) task).orElse(null);
    }

    private void nested() {
        if (depth == DEEPEST || steps > 500) {
            return;
        }
        depth++;
        for (int i = random.nextInt(4); i > 0; i--) {
            step();
        }
        depth--;
    }

    private void cancelOne() {
        if (!jobs.isEmpty()) {
            PoolJob<Integer> task = jobs.get(random.nextInt(jobs.size())).task;
            if (task != null) {
                task.cancel("drawn");
            }
        }
    }

    private void end() {
        switch (random.nextInt(4)) {
            case 0 -> outside(pool::close);
            case 1 -> outside(pool::abort);
            case 2 -> pool.abort();
            default -> pool.abandon();
        }
    }

    private static void outside(Runnable action) {
        apart(() -> {
            Strand strand = Strand.current();
            if (strand != null) {
                strand.unbind();
            }
            action.run();
        });
    }

    /** Does what another thread would do, which has a strand of its own. */
    private static void apart(Runnable action) {
        Strand mine = Strand.current();
        try {
            action.run();
        } finally {
            if (mine != null) {
                mine.bind();
            }
        }
    }

    private void check() {
        for (Ran job : jobs) {
            PoolJob<Integer> task = java.util.Objects.requireNonNull(job.task);
            assertThat(task.isDone()).as("%s has settled", task).isTrue();
            assertThat(job.runs).as("runs of a job").isLessThanOrEqualTo(1);
            switch (task.outcome()) {
                case Outcome.Success<Integer> _ -> assertThat(job.runs).isEqualTo(1);
                case Outcome.Failure<Integer>(var error) ->
                    assertThat(error).isInstanceOfAny(IllegalStateException.class, RejectedExecutionException.class);
                case Outcome.Cancelled<Integer> _ -> {
                }
            }
        }
        ThreadPoolStats end = pool.stats();
        assertThat(end.ended()).as("ended, of %s", end).isEqualTo(end.started());
        assertThat(end.running()).as("running").isZero();
        assertThat(end.waiting()).as("waiting").isZero();
        assertThat(end.size()).as("threads").isZero();
        assertThat(alive).as("threads that live").isZero();
        assertThat(end.grown()).as("grown").isEqualTo(end.shrunk());
        assertThat(end.peak()).as("peak").isLessThanOrEqualTo(max);
    }
}
