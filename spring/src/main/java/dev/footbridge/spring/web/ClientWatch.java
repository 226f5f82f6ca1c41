package dev.footbridge.spring.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client has hung up while its request is being worked on. Tomcat does not look at a connection before it
 * writes to it, and a response may take long to begin.
 *
 * <p>Now and then each request that is still there is asked whether it could read. One whose body has been read can only if
 * its connection has ended, or the client already sends the next request; the latter is in Tomcat's buffer afterwards and
 * is not found a second time. That much is Tomcat's way with HTTP/1.1, so other servers, and HTTP/2, which says so when a
 * client is gone, are left alone.
 */
public final class ClientWatch implements AutoCloseable {

    private static final String TOMCAT = "org.apache.catalina.connector.RequestFacade";
    private static final Watched UNWATCHED = new Watched(null, () -> {});

    private final Duration period;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * A watch.
     *
     * @param period how often it looks; zero for never
     */
    public ClientWatch(Duration period) {
        this.period = period;
    }

    /** Has this told, once, when the client of a request is gone; until the result is ended. */
    Watched watch(HttpServletRequest request, Runnable gone) {
        ServletRequest server = request;
        while (server instanceof ServletRequestWrapper wrapper) {
            server = wrapper.getRequest();
        }
        if (period.isZero() || !server.getClass().getName().equals(TOMCAT)
                || !request.getProtocol().startsWith("HTTP/1.")) {
            return UNWATCHED;
        }
        Watched one = new Watched(server, gone);
        watched.add(one);
        begin();
        return one;
    }

    private void begin() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("footbridge-clients").start(this::look);
        }
    }

    private void look() {
        try {
            while (!closed && !watched.isEmpty()) {
                Thread.sleep(period);
                watched.removeIf(Watched::isOverAfterLook);
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } finally {
            looking.set(false);
            if (!closed && !watched.isEmpty()) {
                begin(); // one came in between
            }
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
    }

    /** A request in the works. */
    static final class Watched {

        private final ReentrantLock lock = new ReentrantLock();
        private final Runnable gone;
        private @Nullable ServletRequest request;
        private @Nullable ServletInputStream in;
        private boolean suspected;

        private Watched(@Nullable ServletRequest request, Runnable gone) {
            this.request = request;
            this.gone = gone;
        }

        /** Afterwards the request is not touched any more. To be called before it is answered. */
        void end() {
            lock.lock();
            try {
                request = null;
            } finally {
                lock.unlock();
            }
        }

        private boolean isOverAfterLook() {
            boolean hungUp;
            lock.lock();
            try {
                ServletRequest current = request;
                if (current == null) {
                    return true;
                }
                hungUp = looksGone(current);
                if (!hungUp) {
                    return false;
                }
                request = null;
            } catch (RuntimeException cannotBeWatched) {
                return true; // its body is read by somebody else, or the server has done with it
            } finally {
                lock.unlock();
            }
            gone.run();
            return true;
        }

        private boolean looksGone(ServletRequest current) {
            try {
                ServletInputStream input = in;
                if (input == null) {
                    input = current.getInputStream();
                    if (!input.isFinished()) {
                        throw new IllegalStateException("there is a body to read");
                    }
                    input.setReadListener(Silent.LISTENER); // without one it would not look at the connection
                    in = input;
                    return false;
                }
                boolean readable = input.available() > 0;
                boolean twice = readable && suspected;
                suspected = readable;
                return twice;
            } catch (IOException ended) {
                return true;
            }
        }
    }

    private enum Silent implements ReadListener {
        LISTENER;

        @Override
        public void onDataAvailable() {}

        @Override
        public void onAllDataRead() {}

        @Override
        public void onError(Throwable failure) {}
    }
}
