package dev.footbridge.cluster.submit;

import dev.footbridge.Task;
import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.ClusterStats;
import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.Mail;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.net.Outgoing.Done;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Bounce;
import dev.footbridge.cluster.wire.Packet.End;
import dev.footbridge.cluster.wire.Packet.Hello;
import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.LevelTime;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.UnsendableException;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.job.Luggage;
import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.sync.AsyncSemaphore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts jobs, and sees each to its end. Any thread. */
public final class Submitter {

    /** Nanoseconds that a job waits for a slot which may be held by the one that waits for it. */
    private static final long PATIENCE = 100_000_000;

    private final ClusterOptions options;
    private final Supplier<MemberId> self;
    private final Codec codec;
    private final Guests guests;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final FailureSink failures;
    private final Board board = new Board(this);
    private final SubmitEnd end;
    private final Ends ends;
    private final Set<MemberId> complaints = ConcurrentHashMap.newKeySet();
    /** A permit for each job in the queue that no other job waits for. */
    private final AsyncSemaphore room;

    /** A submitter that knows no member yet. */
    public Submitter(ClusterOptions options, Supplier<MemberId> self, Codec codec, Guests guests) {
        this.options = options;
        this.self = self;
        this.guests = guests;
        this.codec = codec;
        this.failures = new FailureSink(options.failureHandler());
        this.end = new SubmitEnd(this, guests, options);
        this.ends = new Ends(this, options, codec);
        this.room = AsyncSemaphore.of(options.queueLimit());
    }

    Board board() {
        return board;
    }

    FailureSink failures() {
        return failures;
    }

    /** How it ends. */
    public SubmitEnd end() {
        return end;
    }

    /** How many members run jobs. */
    public int members() {
        return board.size();
    }

    /** What it is doing. */
    public ClusterStats stats(String member, int serving) {
        return board.stats(options.name(), member, serving);
    }

    /** The clock for jobs that are due later; {@code check} refuses those that cannot be sent. */
    public LevelTime time(Consumer<Callable<?>> check) {
        return LevelTime.elsewhere(end, failures, check);
    }

    // ---- jobs come

    private <T extends @Nullable Object> ClusterJob<T> job(Order order, @Nullable Caller caller) {
        if (!end.isOpen() && (end.isClosed() || caller == null)) {
            throw end.rejected();
        }
        String name = order.name(options.name());
        byte[] payload = codec.encode(Luggage.pack(order.function(), options.contextKeys()),
                () -> "the job " + name);
        return new ClusterJob<>(this, name, order, caller, payload);
    }

    /** Starts a job; waits while the queue is full, unless another job is going to wait for this one. */
    public <T extends @Nullable Object> Task<T> start(Order order, @Nullable Caller caller) {
        ClusterJob<T> job = job(order, caller);
        if (caller == null) {
            room.acquire();
            job.holdsRoom = true;
        }
        boolean _ = enter(job, true);
        if (caller != null) {
            lookAfterNested();
        }
        return job;
    }

    /** Starts a job if a member can take it at once. */
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Order order, @Nullable Caller caller) {
        ClusterJob<T> job = job(order, caller);
        return enter(job, false) ? Optional.of(job) : Optional.empty();
    }

    private boolean enter(ClusterJob<?> job, boolean mayQueue) {
        Done<Board.Entry> entry = board.enter(job, mayQueue);
        send(entry.mail());
        if (entry.value() == Board.Entry.CLOSED) {
            leftQueue(job);
            throw end.rejected();
        }
        return entry.value() == Board.Entry.TAKEN;
    }

    /** Jobs that other jobs wait for must not wait for ever for a slot that those hold. */
    private void lookAfterNested() {
        if (!looking.get() && board.hasNested() && looking.compareAndSet(false, true)) {
            Ticker.at(System.nanoTime() + PATIENCE, () -> Thread.startVirtualThread(() -> {
                looking.set(false);
                if (guests.isStuck(PATIENCE)) {
                    board.force(self.get(), PATIENCE).sendHere();
                }
                lookAfterNested();
            }));
        }
    }

    /** Sends from a thread of the user's, which a coroutine shares with others. */
    private static void send(Mail mail) {
        if (Strand.inCoroutine()) {
            mail.sendSoon();
        } else {
            mail.send();
        }
    }

    /** A job is in the queue no more. Called under the guard, too. */
    private void leftQueue(ClusterJob<?> job) {
        if (job.holdsRoom) {
            job.holdsRoom = false;
            room.release();
        }
    }

    /** A job was given to a member. Called under the guard. */
    void sent(ClusterJob<?> job) {
        leftQueue(job);
        Duration limit = ends.limit(job);
        if (!limit.equals(ClusterOptions.FOREVER)) {
            int attempt = job.attempt;
            job.noAlarm = Ticker.at(System.nanoTime() + Math.min(Durations.nanos(limit), Long.MAX_VALUE >> 1),
                    () -> Thread.startVirtualThread(() -> expire(job, attempt)));
        }
    }

    private void expire(ClusterJob<?> job, int attempt) {
        board.tell(job, attempt, late -> {
            late.timedOut = true;
            return new Packet.Cancel(late.id, late.attempt, true,
                    late.name() + " took longer than its time limit of " + ends.limit(late));
        }).send();
    }

    // ---- jobs are not wanted any more

    boolean cancel(ClusterJob<?> job, Cancel asked) {
        Cancel before = job.request;
        boolean first = before == null || (asked.interrupts() && !before.interrupts());
        if (first) {
            job.request = asked;
        }
        return switch (board.withdraw(job)) {
            case TAKEN_BACK -> {
                job.settleCancelled(asked.reason());
                ended(job);
                yield true;
            }
            case RUNS -> {
                if (first) {
                    send(board.tell(job, 0,
                            running -> new Packet.Cancel(running.id, running.attempt, asked.interrupts(),
                                    asked.reason())));
                }
                yield true;
            }
            case ENDED -> !job.isDone();
        };
    }

    /** Ends a job that no member has; false when one does. */
    boolean drop(ClusterJob<?> job, String reason) {
        if (board.withdraw(job) != Board.Withdrawal.TAKEN_BACK) {
            return false;
        }
        job.stopWith(reason);
        ended(job);
        return true;
    }

    // ---- members speak; their packets are read by a thread that must not wait

    /** A member said who it is. */
    public void hello(MemberId member, String where, Line line, Hello hello) {
        if (hello.blocking() + hello.async() > 0) {
            handle(board.joined(new Peer(member, where, line, hello)), member);
        }
    }

    /** A member is gone. */
    public void lost(MemberId member) {
        handle(board.lost(member), member);
    }

    private void handle(Done<List<ClusterJob<?>>> charged, MemberId member) {
        lookAfterNested();
        if (!charged.value().isEmpty() || !charged.mail().isEmpty()) {
            Thread.startVirtualThread(() -> {
                charged.mail().sendHere();
                charged.value().forEach(job -> ends.settleLost(job, member));
            });
        }
    }

    /** A job has ended. What takes no time is seen to here, which is quickest. */
    public void replied(MemberId from, Reply reply) {
        Done<@Nullable ClusterJob<?>> done = board.replied(from, reply);
        if (done.value() == null && done.mail().isEmpty()) {
            return;
        }
        Runnable rest = () -> {
            done.mail().sendHere();
            ClusterJob<?> job = done.value();
            if (job != null) {
                ends.settle(job, from, reply);
            }
        };
        if (done.mail().isLight() && reply.end() == End.VALUE && Codec.isPlain(reply.body())) {
            rest.run();
        } else {
            Thread.startVirtualThread(rest);
        }
    }

    /** A job could not be sent to a member. */
    public void undelivered(MemberId to, Packet.Run run, Throwable reason) {
        String message = run.name() + " (" + run.payload().length + " bytes) could not be sent to member '" + to + "': "
                + reason + ". Send less at a time";
        replied(to, new Reply(run.job(), run.attempt(), run.kind(), false, End.ERROR, 0,
                Errors.encode(new UnsendableException(message, reason), codec)));
    }

    /** A job was sent back. */
    public void bounced(MemberId from, Bounce bounce) {
        Done<@Nullable ClusterJob<?>> done = board.bounced(from, bounce);
        done.mail().sendSoon();
        lookAfterNested();
        ClusterJob<?> job = done.value();
        if (job != null) {
            Thread.startVirtualThread(() -> ends.settle(job, from, new Reply(job.id, job.attempt, job.kind, false,
                    End.CANCELLED, 0, new byte[0])));
        }
    }

    /** A slot is kept for a job. */
    public void granted(MemberId from, Kind kind) {
        board.granted(from, kind).sendSoon();
    }

    /** Something is wrong with a member; it is said once. */
    public void complain(MemberId member, String what) {
        if (complaints.add(member)) {
            failures.report("member '" + member + "' of cluster '" + options.name() + "'",
                    new IllegalStateException("member '" + member + "' of cluster '" + options.name()
                            + "' cannot be worked with: " + what));
        }
    }

    /** A member takes no more. */
    public void leaving(MemberId from) {
        board.leaving(from);
    }

    // ---- jobs end

    /** A job has settled. */
    void ended(ClusterJob<?> job) {
        leftQueue(job);
        Runnable noAlarm = job.noAlarm;
        if (noAlarm != null) {
            noAlarm.run();
        }
        board.ended(job);
    }
}
