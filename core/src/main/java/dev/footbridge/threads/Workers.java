package dev.footbridge.threads;

import dev.footbridge.internal.Durations;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an elastic pool. Idle ones are used again, the last one first, so those that are not needed stay idle
 * and end.
 */
final class Workers implements Crew {

    private final Dispatch pool;
    private final ElasticThreads threads;
    private final Machine machine;
    private final Governor governor;
    private final long idleNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private int alive;
    private long grown;
    private long shrunk;
    private volatile boolean dismissed;

    Workers(Dispatch pool, ElasticThreads threads, Machine machine, Governor governor) {
        this.pool = pool;
        this.threads = threads;
        this.machine = machine;
        this.governor = governor;
        this.idleNanos = Durations.nanos(threads.idleTime());
    }

    @Override
    public void launch(PoolJob<?> job) {
        for (Worker worker = pop(); worker != null; worker = pop()) {
            if (worker.assign(job)) {
                return;
            }
        }
        spawn(job);
    }

    private @Nullable Worker pop() {
        lock.lock();
        try {
            return idle.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    private void spawn(PoolJob<?> job) {
        Worker worker = new Worker(pool, this);
        worker.berth().assign(job);
        long number = count();
        boolean started = false;
        try {
            Thread thread = Crew.thread(threads.factory(), worker);
            if (threads.namesThreads()) {
                thread.setName(pool.name() + "-" + number);
            }
            worker.runsOn(thread);
            thread.start();
            started = true;
        } finally {
            if (!started) {
                uncount();
            }
        }
    }

    private long count() {
        lock.lock();
        try {
            alive++;
            return ++grown;
        } finally {
            lock.unlock();
        }
    }

    private void uncount() {
        lock.lock();
        try {
            alive--;
            grown--;
        } finally {
            lock.unlock();
        }
    }

    /** The thread runs on with its next job, if it keeps one. */
    @Override
    public void proceed(PoolJob<?> next, PoolJob<?> ended) {
        Worker worker = ended.worker();
        if (worker == null) {
            pool.launch(next);
        } else {
            worker.keep(next);
        }
    }

    /** The calling thread begins with a job. */
    void begins(Load load) {
        load.begins(machine.cpuTime(), machine.nanoTime());
        load.runsOn(Thread.currentThread());
    }

    /** Lets a worker wait for its next job; false when its thread is to end. */
    boolean rest(Worker me) {
        settleDown(me);
        long deadline = machine.nanoTime() + Math.min(idleNanos, Long.MAX_VALUE >> 1);
        while (me.berth().isFree()) {
            long left = deadline - machine.nanoTime();
            if (dismissed || left <= 0) {
                if (leave(me)) {
                    return false;
                }
                left = Long.MAX_VALUE;
            }
            me.sleep(left);
        }
        return true;
    }

    /** Makes a worker one of the idle ones, if it is not yet. */
    void settleDown(Worker me) {
        if (!me.isEnlisted()) {
            enlist(me);
        }
    }

    /** Already before the job settles, as whoever learns of it may bring the next one at once. */
    @Override
    public void idle(PoolJob<?> ended) {
        Worker worker = ended.worker();
        if (worker != null) {
            enlist(worker);
        }
    }

    private void enlist(Worker me) {
        me.setEnlisted(true);
        me.berth().comeBack();
        lock.lock();
        try {
            idle.addFirst(me);
        } finally {
            lock.unlock();
        }
    }

    /** Ends an idle worker, unless it was given a job in this very moment, or is one of those to be kept. */
    boolean leave(Worker me) {
        int left;
        lock.lock();
        try {
            if ((!dismissed && alive <= threads.min()) || !me.berth().leave()) {
                return false;
            }
            idle.remove(me);
            alive--;
            shrunk++;
            left = alive;
        } finally {
            lock.unlock();
        }
        pool.slots().guarded(() -> governor.shrank(left));
        return true;
    }

    /** Takes a worker back from the idle ones, together with what it has been given meanwhile. */
    @Nullable
    PoolJob<?> withdraw(Worker me) {
        lock.lock();
        try {
            idle.remove(me);
        } finally {
            lock.unlock();
        }
        return me.berth().leave() ? null : me.berth().take();
    }

    /** A thread ends that had not left, by an error that should not be. */
    void died() {
        lock.lock();
        try {
            alive--;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void dismiss() {
        dismissed = true;
        List<Worker> all;
        lock.lock();
        try {
            all = List.copyOf(idle);
        } finally {
            lock.unlock();
        }
        all.forEach(Worker::wake);
    }

    @Override
    public Size size() {
        lock.lock();
        try {
            return new Size(alive, idle.size(), grown, shrunk);
        } finally {
            lock.unlock();
        }
    }
}
