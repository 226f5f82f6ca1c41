package dev.footbridge.loop;

import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Host;
import dev.footbridge.internal.Linked;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Wake;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to run on a loop, and the machine that passes it from holder to holder.
 *
 * <p>There is no dispatcher thread. Whoever holds the baton runs; whoever waits, or ends, picks what is next and hands
 * the baton to it. When nothing is ready the baton lies free, and a thread that brings work takes it. All fields that
 * are not volatile are touched by the holder only; handing over publishes them.
 *
 * <p>Why no wake-up is lost: a thread that brings work first puts it in the inbox and then looks whether the baton is
 * free; a holder first frees the baton and then looks into the inbox. One of the two sees the other.
 */
final class Baton implements Host {

    private static final int FREE = 0;
    private static final int HELD = 1;
    /** Looks at a held baton before a calling thread queues: most holders are done by then. */
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 64 : 0;
    /** How many ready items run before the inbox and the timers get a look. */
    private static final int INTAKE_MASK = 63;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Baton.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EventLoop loop;
    private final EventLoopOptions options;
    private final TimeSource time;
    private final FailureSink failures;
    private final Inbox inbox = new Inbox();
    private final ReadyQueue ready = new ReadyQueue();
    private final Timers timers = new Timers();
    private final Workers workers = new Workers();
    private final LiveJobs live = new LiveJobs();
    private final Set<Ticket> tickets = ConcurrentHashMap.newKeySet();
    private final List<Waiter> emptyWaiters = new ArrayList<>();
    /** Who runs. A thread that reads its own strand here does hold the baton: it wrote null before it handed it on. */
    private @Nullable Strand holder;
    private int ticks;
    private Runnable disarm = () -> {
    };
    private volatile long armed = Strand.NEVER;
    private volatile int state;

    Baton(EventLoop loop, EventLoopOptions options) {
        this.loop = loop;
        this.options = options;
        this.time = options.timeSource();
        this.failures = new FailureSink(options.failureHandler());
    }

    EventLoop loop() {
        return loop;
    }

    String name() {
        return options.name();
    }

    FailureSink failures() {
        return failures;
    }

    LiveJobs live() {
        return live;
    }

    @Nullable Strand holder() {
        return holder;
    }

    EventLoopStats stats() {
        return new EventLoopStats(name(), live.started() - live.ended(), ready.size(), timers.size(), workers.idle(),
                live.started(), live.ended(), state == HELD);
    }

    // ---- what the holder does

    private boolean isHolder() {
        Strand strand = holder;
        return strand != null && strand.thread() == Thread.currentThread();
    }

    private boolean tryTake() {
        return state == FREE && STATE.compareAndSet(this, FREE, HELD);
    }

    private void intake() {
        for (Linked item = inbox.takeAll(); item != null;) {
            Linked later = item.next;
            item.next = null;
            if (item instanceof Op op) {
                op.apply();
            } else {
                enqueue(item);
            }
            item = later;
        }
        if (timers.size() > 0) {
            timers.fire(time.nanoTime());
        }
    }

    private void enqueue(Object item) {
        if (item instanceof LoopJob<?> job && !job.listed) {
            live.add(job);
        }
        ready.add(item);
    }

    private @Nullable Object next() {
        if (ready.isEmpty() || (++ticks & INTAKE_MASK) == 0) {
            intake();
        }
        for (;;) {
            Object item = ready.poll();
            if (item instanceof LoopJob<?> job && !job.isNew()) {
                ended(job);
                continue;
            }
            return item;
        }
    }

    /** Hands the baton over; false when the receiver is gone, and then it is still held. */
    private boolean hand(Object item) {
        holder = null;
        if (item instanceof Strand strand) {
            strand.grant();
            return true;
        }
        if (item instanceof LoopJob<?> job) {
            return startOnWorker(job);
        }
        return ((Waiter) item).signal();
    }

    private boolean startOnWorker(LoopJob<?> job) {
        Worker idle = workers.pop();
        if (idle != null) {
            idle.assign(job);
            idle.grant();
            return true;
        }
        try {
            Worker.start(this, name() + "-" + workers.nextNumber(), job);
            return true;
        } catch (Throwable noThread) {
            job.dropFailed(noThread);
            ended(job);
            return false;
        }
    }

    /** Lets the baton lie; false when work came meanwhile, and then it is held again. */
    private boolean release(@Nullable Strand me) {
        long earliest = timers.earliest();
        if (earliest < armed) {
            arm(earliest);
        }
        holder = null;
        state = FREE;
        boolean more = inbox.hasItems() || (earliest != Strand.NEVER && armed == Strand.NEVER);
        if (more && tryTake()) {
            holder = me;
            return false;
        }
        return true;
    }

    private void arm(long deadline) {
        disarm.run();
        armed = deadline;
        disarm = time.wakeAt(deadline, this::timerDue);
    }

    private void timerDue() {
        armed = Strand.NEVER;
        if (tryTake()) {
            dispatch();
        }
    }

    /** Passes the baton on from a thread that will not run anything itself. */
    private void dispatch() {
        for (;;) {
            holder = null;
            Object item = next();
            if (item == null ? release(null) : hand(item)) {
                return;
            }
        }
    }

    /** The strand waits: passes the baton on and comes back when it gets it again. */
    private void switchFrom(Strand me) {
        for (;;) {
            Object item = next();
            if (item == me) {
                return;
            }
            if (item == null ? release(me) : hand(item)) {
                me.awaitTurn();
                holder = me;
                return;
            }
            holder = me;
        }
    }

    // ---- what coroutines do

    @Override
    public void park(Strand strand, long deadline) {
        if (Thread.interrupted()) {
            strand.noteInterrupt();
        }
        if (!strand.preparePark()) {
            return;
        }
        Timer timer = null;
        if (deadline != Strand.NEVER) {
            timer = new Timer(deadline, () -> resume(strand));
            timers.add(timer);
        }
        switchFrom(strand);
        strand.endPark();
        if (timer != null) {
            timers.remove(timer);
        }
    }

    private void resume(Strand strand) {
        if (strand.permit()) {
            ready.add(strand);
        }
    }

    @Override
    public void unpark(Strand strand) {
        if (strand.permit()) {
            if (isHolder()) {
                ready.add(strand);
            } else if (inbox.push(strand)) {
                wake();
            }
        }
    }

    @Override
    public void letOthersRun(Strand strand) {
        if (Thread.interrupted()) {
            strand.noteInterrupt();
        }
        if (ready.isEmpty()) {
            intake();
        }
        if (!ready.isEmpty()) {
            ready.add(strand);
            switchFrom(strand);
        }
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Runnable schedule(long deadline, Runnable action) {
        Timer timer = new Timer(deadline, action);
        perform(() -> timers.add(timer));
        return () -> perform(() -> timers.remove(timer));
    }

    @Override
    public void blockingCall(String what) {
        try {
            options.blockingCallListener().accept(what);
        } catch (Throwable broken) {
            failures.report("the blocking call listener of event loop '" + name() + "'", broken);
        }
    }

    // ---- what workers do

    void runJob(LoopJob<?> job, Worker worker) {
        holder = worker;
        job.begin(worker);
        ended(job);
    }

    /** A job of this loop has ended or was dropped. */
    private void ended(LoopJob<?> job) {
        live.remove(job);
        if (!emptyWaiters.isEmpty() && live.isEmpty()) {
            emptyWaiters.forEach(Waiter::signal);
            emptyWaiters.clear();
        }
    }

    /** Finds a worker that ended a job its next one; false when its thread is to end. */
    boolean nextFor(Worker me) {
        for (;;) {
            Object item = next();
            if (item instanceof LoopJob<?> job) {
                me.assign(job);
                return true;
            }
            boolean bell = workers.ring(me);
            boolean kept = bell || !workers.isFull();
            if (!bell && kept) {
                workers.push(me);
            }
            if (item == null ? release(me) : hand(item)) {
                return kept && awaitJob(me);
            }
            holder = me;
            if (bell) {
                workers.unring();
            } else if (kept) {
                workers.pop();
            }
        }
    }

    private boolean awaitJob(Worker me) {
        me.awaitTurnOr(me.answersBell());
        if (me.isRetired()) {
            return false;
        }
        holder = me;
        if (workers.bell() == me) {
            workers.unring();
        }
        return true;
    }

    /** Whether the worker that is the bell got the baton by itself, to see what was brought. */
    boolean answerBell(Worker me) {
        return workers.bell() == me && inbox.hasItems() && tryTake();
    }

    // ---- what other threads do

    private void wake() {
        if (state == FREE) {
            Worker bell = workers.bell();
            if (bell != null) {
                LockSupport.unpark(bell.thread());
            } else if (tryTake()) {
                dispatch();
            }
        }
    }

    /** Queues a job; false when the loop is closed. */
    boolean submit(LoopJob<?> job) {
        if (isHolder()) {
            enqueue(job);
            return true;
        }
        if (!inbox.push(job)) {
            return false;
        }
        wake();
        return true;
    }

    /** Does something short under the baton, now or soon; false when the loop is closed. */
    boolean perform(Runnable action) {
        if (isHolder()) {
            action.run();
            return true;
        }
        if (!inbox.push(new Op(action))) {
            return false;
        }
        wake();
        return true;
    }

    /** Queues a job from an action that runs under the baton. */
    void enqueueNow(LoopJob<?> job) {
        enqueue(job);
    }

    /** Adds a timer from an action that runs under the baton. */
    void addNow(Timer timer) {
        timers.add(timer);
    }

    /** Removes a timer from an action that runs under the baton. */
    void removeNow(Timer timer) {
        timers.remove(timer);
    }

    /** Signals the waiter when no job is left. */
    void whenEmpty(Waiter waiter) {
        boolean open = perform(() -> {
            if (live.isEmpty()) {
                waiter.signal();
            } else {
                emptyWaiters.add(waiter);
            }
        });
        if (!open) {
            waiter.signal();
        }
    }

    /** Waits for the baton on a thread that is no coroutine; anything but a signal means that it did not get it. */
    Wake acquire(Strand me) {
        for (int i = SPINS; i > 0 && state == HELD; i--) {
            Thread.onSpinWait();
        }
        Ticket ticket = new Ticket(me);
        if (tryTake()) {
            holder = me;
            if (!inbox.hasItems() && ready.isEmpty()) {
                return Wake.SIGNALLED;
            }
            intake();
            ready.add(ticket);
            if (passUnlessFirst(me, ticket)) {
                return Wake.SIGNALLED;
            }
        } else {
            if (!inbox.push(ticket)) {
                return Wake.TIMED_OUT;
            }
            if (tryTake()) {
                dispatch();
            }
        }
        tickets.add(ticket);
        Wake wake = me.await(ticket, Strand.NEVER);
        tickets.remove(ticket);
        if (ticket.isRefused()) {
            return Wake.TIMED_OUT;
        }
        if (wake == Wake.SIGNALLED) {
            holder = me;
        }
        return wake;
    }

    private boolean passUnlessFirst(Strand me, Ticket ticket) {
        for (;;) {
            Object item = next();
            if (item == ticket) {
                return true;
            }
            if (item != null && hand(item)) {
                return false;
            }
            holder = me;
        }
    }

    /** Runs a job on the thread that called, which holds the baton and gives it back at the end. */
    void runLent(Strand me, LoopJob<?> job) {
        boolean bind = Strand.current() == null;
        if (bind) {
            me.bind();
        }
        me.setHost(this);
        if (!job.listed) {
            live.add(job);
        }
        try {
            job.beginLent(me);
        } finally {
            ended(job);
            me.leaveHost();
            dispatch();
            me.restoreInterrupt();
            me.takeSlot();
            if (bind) {
                me.unbind();
            }
        }
    }

    /** Runs a job inside the coroutine that called. */
    void runNested(Strand me, LoopJob<?> job) {
        if (!job.listed) {
            live.add(job);
        }
        job.begin(me);
        ended(job);
    }

    /** Runs, for somebody who waits for it, a job that is the very next to run. */
    void help(LoopJob<?> job) {
        if (!job.isNew()) {
            return;
        }
        Strand known = Strand.current();
        if (known != null && known.host() == this) {
            if (ready.isEmpty()) {
                intake();
            }
            if (ready.peek() == job && known.hasDepth()) {
                ready.poll();
                runNested(known, job);
            }
        } else if ((known == null || known.host() == null) && tryTake()) {
            Strand me = known == null ? new Strand(Thread.currentThread()) : known;
            holder = me;
            intake();
            if (ready.peek() == job) {
                ready.poll();
                runLent(me, job);
            } else {
                dispatch();
            }
        }
    }

    /** Runs a callback of the user's on the loop; in place when the loop is closed. */
    void callback(Runnable action) {
        if (!submit(Callback.job(this, action))) {
            action.run();
        }
    }

    /** Closes an empty loop for good; false when something came in. Called by the holder. */
    boolean tryClose() {
        intake();
        if (!live.isEmpty() || !ready.isEmpty() || !inbox.tryClose()) {
            return false;
        }
        disarm.run();
        for (Worker idle = workers.pop(); idle != null; idle = workers.pop()) {
            idle.retire();
            idle.grant();
        }
        return true;
    }

    /**
     * Shuts a loop whose holder will not give up the baton: what cannot begin any more is returned, and who waits for the
     * baton is sent away. Called without the baton.
     */
    List<LoopJob<?>> shut() {
        List<LoopJob<?>> jobs = new ArrayList<>(live.all());
        for (Linked item = inbox.close(); item != null; item = item.next) {
            if (item instanceof LoopJob<?> job) {
                jobs.add(job);
            }
        }
        tickets.forEach(Ticket::refuse);
        return jobs;
    }

    /** Gives the baton back from a thread that got it by {@link #acquire}. */
    void giveBack() {
        dispatch();
    }
}
