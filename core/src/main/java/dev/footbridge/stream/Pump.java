package dev.footbridge.stream;

import dev.footbridge.internal.Carried;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Sneaky;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A blocking call that nothing can interrupt, such as a read of the standard input, made over and over on a daemon thread
 * of its own, each time when its value is asked for. Who asks may leave; the value is then kept for the next one.
 */
final class Pump<T> {

    /** After so long without a request the thread ends; the next request starts another. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final String name;
    private final Callable<@Nullable T> call;
    private final Doorbell consumer = new Doorbell();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition requested = lock.newCondition();
    /** The request that is being served, with its end when that has come. */
    private volatile @Nullable Request<T> current;
    private boolean running;

    Pump(String name, Callable<@Nullable T> call) {
        this.name = name;
        this.call = call;
    }

    /** One call. Its fields are written before it is done. */
    private static final class Request<T> {
        /** Where the call is made: in the context of whoever asked first. Null once it has been made. */
        private @Nullable Carried asked = Carried.capture();
        private @Nullable T value;
        private @Nullable Throwable error;
        private volatile boolean done;
    }

    /** Waits for the value of a call; by one strand at a time. */
    @Nullable
    T next() {
        Request<T> request = request();
        consumer.await(() -> request.done, "waited for input");
        current = null;
        Throwable error = request.error;
        if (error != null) {
            throw Sneaky.raise(Failures.withCallersSide(error));
        }
        return request.value;
    }

    /** The request that somebody left, else a new one. */
    private Request<T> request() {
        lock.lock();
        try {
            Request<T> pending = current;
            if (pending != null) {
                return pending;
            }
            Request<T> next = new Request<>();
            if (running) {
                requested.signal();
            } else {
                Thread.ofPlatform().daemon().name(name).inheritInheritableThreadLocals(false).start(this::serve);
                running = true;
            }
            current = next;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        for (Request<T> request = awaitRequest(); request != null; request = awaitRequest()) {
            try {
                request.value = Carried.call(request.asked, call);
            } catch (Throwable error) {
                request.error = error;
            }
            request.asked = null;
            request.done = true;
            consumer.ring();
        }
    }

    /** The next request to serve; null when there was none for so long that the thread is to end. */
    private @Nullable Request<T> awaitRequest() {
        lock.lock();
        try {
            long left = IDLE.toNanos();
            Request<T> request = current;
            while (request == null || request.done) {
                if (left <= 0) {
                    running = false;
                    return null;
                }
                left = requested.awaitNanos(left);
                request = current;
            }
            return request;
        } catch (InterruptedException _) {
            return awaitRequest(); // left over from the call, perhaps; it is nobody's business here
        } finally {
            lock.unlock();
        }
    }
}
