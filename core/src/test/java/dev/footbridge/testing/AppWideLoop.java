package dev.footbridge.testing;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopOptions;
import java.util.function.UnaryOperator;

/** An event loop of a test's own in the place of the app-wide one, until it is closed. */
public final class AppWideLoop implements AutoCloseable {

    private final EventLoop loop;

    private AppWideLoop(EventLoop loop) {
        this.loop = loop;
    }

    /** Closes the app-wide loop there is and puts one with these options in its place. */
    public static AppWideLoop of(UnaryOperator<EventLoopOptions> options) {
        Async.getEventLoop().close();
        EventLoop loop = EventLoop.open(options);
        Async.setEventLoop(loop);
        return new AppWideLoop(loop);
    }

    /** The loop. */
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void close() {
        loop.close();
    }
}
