package dev.footbridge.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.RacingJob;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Races about items: at every moment each is in the queue or somebody's. */
public final class QueueRaces {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofNanos(1);

    private QueueRaces() {}

    /** A thread begins to wait for an item while one is put. */
    @JCStressTest
    @Outcome(id = "a, 0", expect = ACCEPTABLE, desc = "it has the item, whether it slept or not")
    @Outcome(expect = FORBIDDEN, desc = "it overslept, or the item is there twice")
    @State
    public static class Take {

        private final AsyncQueue<String> queue = AsyncQueue.bounded(1);

        @Actor
        public void take(LI_Result seen) {
            seen.r1 = queue.take(LONG).orElse("none");
        }

        @Actor
        public void put() {
            queue.put("a");
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r2 = queue.size();
        }
    }

    /** A thread gives up waiting for an item while one is put. */
    @JCStressTest
    @Outcome(id = "a, 0", expect = ACCEPTABLE, desc = "it has the item")
    @Outcome(id = "none, 1", expect = ACCEPTABLE, desc = "it left, and the item is in the queue")
    @Outcome(expect = FORBIDDEN, desc = "the item is lost, or there twice")
    @State
    public static class TakeGivesUp {

        private final AsyncQueue<String> queue = AsyncQueue.bounded(1);

        @Actor
        public void take(LI_Result seen) {
            seen.r1 = queue.take(SHORT).orElse("none");
        }

        @Actor
        public void put() {
            queue.put("a");
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r2 = queue.size();
        }
    }

    /** A job that waits for an item is cancelled while one is put. */
    @JCStressTest
    @Outcome(id = "a, 0", expect = ACCEPTABLE, desc = "it has the item")
    @Outcome(id = "CANCELLED, 1", expect = ACCEPTABLE, desc = "it was cancelled, and the item is in the queue")
    @Outcome(expect = FORBIDDEN, desc = "the item is lost, or there twice")
    @State
    public static class TakeIsCancelled {

        private final AsyncQueue<String> queue = AsyncQueue.bounded(1);
        private final RacingJob<String> job = new RacingJob<>(queue::take);

        @Actor
        public void take() {
            Strand strand = new Strand(Thread.currentThread());
            strand.bind();
            job.begin(strand);
            strand.unbind();
        }

        @Actor
        public void cancelAndPut() {
            while (queue.stats().waitingToTake() == 0) {
                Thread.onSpinWait();
            }
            job.cancel(Cancel.cooperative("cancelled"));
            queue.put("a");
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r1 = job.isCancelled() ? "CANCELLED" : job.value();
            seen.r2 = queue.size();
        }
    }

    /** A thread gives up waiting for room while some is made. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "its item is in")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "it left and kept its item")
    @Outcome(expect = FORBIDDEN, desc = "the item is in although it was refused, or is lost")
    @State
    public static class PutGivesUp {

        private final AsyncQueue<String> queue = AsyncQueue.bounded(1);

        /** The queue is full. */
        public PutGivesUp() {
            queue.put("a");
        }

        @Actor
        public void put(ZI_Result seen) {
            seen.r1 = queue.put("b", SHORT);
        }

        @Actor
        public void take() {
            queue.take();
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = queue.size();
        }
    }

    /** A queue is closed while an item is put. */
    @JCStressTest
    @Outcome(id = "put, a", expect = ACCEPTABLE, desc = "it is in, and can still be taken")
    @Outcome(id = "closed, closed", expect = ACCEPTABLE, desc = "it was refused")
    @Outcome(expect = FORBIDDEN, desc = "it was accepted and is lost, or refused and is there")
    @State
    public static class Close {

        private final AsyncQueue<String> queue = AsyncQueue.bounded(1);

        @Actor
        public void put(LL_Result seen) {
            try {
                queue.put("a");
                seen.r1 = "put";
            } catch (QueueClosedException closed) {
                seen.r1 = "closed";
            }
        }

        @Actor
        public void close() {
            queue.close();
        }

        @Arbiter
        public void look(LL_Result seen) {
            try {
                seen.r2 = queue.take();
            } catch (QueueClosedException closed) {
                seen.r2 = "closed";
            }
        }
    }

    /** A queue is closed while a thread begins to wait for an item. */
    @JCStressTest
    @Outcome(id = "closed, 0", expect = ACCEPTABLE, desc = "it is told, whether it slept or not")
    @Outcome(expect = FORBIDDEN, desc = "it waits for what will never come")
    @State
    public static class CloseTaker {

        private final AsyncQueue<String> queue = AsyncQueue.bounded(1);

        @Actor
        public void take(LI_Result seen) {
            try {
                seen.r1 = queue.take(LONG).orElse("none");
            } catch (QueueClosedException closed) {
                seen.r1 = "closed";
            }
        }

        @Actor
        public void close() {
            queue.close();
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r2 = queue.stats().waitingToTake();
        }
    }

    /** A queue is aborted while a thread takes its only item. */
    @JCStressTest
    @Outcome(id = "a, none", expect = ACCEPTABLE, desc = "it was taken")
    @Outcome(id = "closed, a", expect = ACCEPTABLE, desc = "it was dropped, and whoever did it has it")
    @Outcome(expect = FORBIDDEN, desc = "the item is lost, or there twice")
    @State
    public static class Abort {

        private final AsyncQueue<String> queue = AsyncQueue.bounded(1);

        /** There is one item. */
        public Abort() {
            queue.put("a");
        }

        @Actor
        public void take(LL_Result seen) {
            try {
                seen.r1 = queue.take();
            } catch (QueueClosedException closed) {
                seen.r1 = "closed";
            }
        }

        @Actor
        public void abort(LL_Result seen) {
            seen.r2 = queue.abort().isEmpty() ? "none" : "a";
        }
    }
}
