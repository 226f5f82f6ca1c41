package dev.footbridge.loop;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.BlockingRefusal;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Host;
import dev.footbridge.internal.StackRoom;
import dev.footbridge.internal.Strand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** How code on any thread runs something on a loop and waits for it: in place wherever that can be. */
final class LoopCalls {

    private final Core core;
    private final LoopClosing closing;

    LoopCalls(Core core, LoopClosing closing) {
        this.core = core;
        this.closing = closing;
    }

    /** Whether the calling code is part of the loop, or goes on in it later. */
    boolean areFromInside() {
        Strand strand = Strand.current();
        return strand != null && strand.isIn(core.coroutines);
    }

    /** Takes on a job, or refuses it. */
    void submit(LoopJob<?> job) {
        boolean fromInside = areFromInside();
        if ((!fromInside && !closing.isOpen()) || !core.entrance.submit(job)) {
            throw closing.rejected();
        }
    }

    <T extends @Nullable Object> T call(Callable<T> job) {
        Strand strand = Strand.current();
        Host host = strand == null ? null : strand.host();
        if (strand == null || host == null) {
            return callFromThread(strand == null ? new Strand(Thread.currentThread()) : strand, Body.of(job));
        }
        strand.checkCancelled();
        if (host != core.coroutines) {
            host.blockingCall("call on " + core.loop + " by a coroutine of another");
            return startAndWait(job);
        }
        if (!strand.hasDepth() && !strand.isAtomic()) {
            return startAndWait(job);
        }
        LoopJob<T> task = LoopJob.called(core, Body.of(job));
        core.callers.runNested(strand, task);
        return task.valueHere();
    }

    private <T extends @Nullable Object> T startAndWait(Callable<T> job) {
        return core.loop.start(job).result();
    }

    private <T extends @Nullable Object> T callFromThread(Strand strand, Callable<T> body) {
        ForeignLoop here = core.foreignHere();
        if (here == null) {
            BlockingRefusal.check();
        }
        if (!closing.isOpen() && !strand.isIn(core.coroutines)) {
            throw closing.rejected();
        }
        strand.checkCancelled();
        if (strand.below() != null) {
            StackRoom.ensure(); // calls and errands in turn may go on without end
        }
        LoopJob<T> job = LoopJob.called(core, body);
        if (here == null) {
            callWithBaton(strand, job);
        } else {
            here.callHere(job);
        }
        return job.valueHere();
    }

    private void callWithBaton(Strand strand, LoopJob<?> job) {
        switch (core.callers.acquireForJob(strand)) {
            case SIGNALLED -> core.callers.runCalled(strand, job);
            case TIMED_OUT, REFUSED -> throw closing.rejected();
            case CANCELLED -> throw strand.met().exception();
            case INTERRUPTED -> {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        Thread.currentThread() + " was interrupted before its call on " + core.loop + " began");
            }
        }
    }

    /** As {@link #call}, for a section that must not wait; on the thread of a foreign loop, if there is one. */
    <T extends @Nullable Object> T atomically(Callable<T> section) {
        Callable<T> atomic = new Atomic<>(Body.of(section));
        ForeignLoop foreign = core.foreign;
        if (foreign == null || foreign.isHere() || foreign.isGone()) {
            return call(atomic);
        }
        LoopJob<T> job = LoopJob.section(core, atomic);
        Strand strand = Strand.current();
        if (strand != null && strand.host() == core.coroutines && foreign.isLending()) {
            strand.checkCancelled();
            foreign.runFor(strand, job);
        } else {
            submit(job);
        }
        return job.result();
    }

    private record Atomic<T extends @Nullable Object>(Callable<T> function) implements Callable<T>, Body.Wrapper {
        @Override
        public T call() throws Exception {
            return Strand.here().atomically(function);
        }
    }
}
