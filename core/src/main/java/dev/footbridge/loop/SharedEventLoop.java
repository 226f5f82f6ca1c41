package dev.footbridge.loop;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An event loop for several users who know nothing of each other: users that overlap get the same loop, the last one to
 * leave closes it, and a later one gets a new loop.
 *
 * {@snippet :
 * private static final SharedEventLoop LOOPS = SharedEventLoop.of(o -> o.withName("mail"));
 *
 * try (SharedEventLoop.Use use = LOOPS.acquire()) {
 *     use.loop().call(() -> send(mail));
 * }
 * }
 *
 * <p>Any thread may use it. Itself it holds nothing that needs closing.
 */
public final class SharedEventLoop {

    private final ReentrantLock lock = new ReentrantLock();
    private final UnaryOperator<EventLoopOptions> set;
    private @Nullable Shared current;

    private SharedEventLoop(UnaryOperator<EventLoopOptions> set) {
        this.set = Objects.requireNonNull(set, "the options are null: give o -> o for the default");
    }

    /**
     * A loop that is opened when the first user comes.
     *
     * @param set changes the default options
     * @return the loop to share
     */
    public static SharedEventLoop of(UnaryOperator<EventLoopOptions> set) {
        return new SharedEventLoop(set);
    }

    /** Starts a use of the loop; close it to end it. A loop that somebody closed is replaced. */
    public Use acquire() {
        lock.lock();
        try {
            Shared shared = current;
            if (shared == null || shared.loop.isClosed()) {
                shared = new Shared(EventLoop.open(set));
                current = shared;
            }
            shared.users++;
            return new Use(this, shared);
        } finally {
            lock.unlock();
        }
    }

    private void release(Shared shared) {
        boolean last;
        lock.lock();
        try {
            last = --shared.users == 0;
            if (last && shared == current) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            shared.loop.close();
        }
    }

    /** A loop and how many use it. */
    private static final class Shared {

        private final EventLoop loop;
        private int users;

        Shared(EventLoop loop) {
            this.loop = loop;
        }
    }

    /** One use of a shared loop. */
    public static final class Use implements AutoCloseable {

        private final SharedEventLoop owner;
        private final Shared shared;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Use(SharedEventLoop owner, Shared shared) {
            this.owner = owner;
            this.shared = shared;
        }

        /** The loop, open until this use is closed. */
        public EventLoop loop() {
            return shared.loop;
        }

        /** Ends the use; the last one closes the loop and waits for its tasks. Closing again does nothing.
         *
         * @throws IllegalStateException if a coroutine of the loop calls it: the loop would wait for itself
         */
        @Override
        public void close() {
            if (EventLoop.running().filter(running -> running == shared.loop).isPresent()) {
                throw new IllegalStateException(
                        "the use of " + shared.loop
                                + " cannot be closed by a coroutine of it: close it where it was acquired");
            }
            if (closed.compareAndSet(false, true)) {
                owner.release(shared);
            }
        }
    }
}
