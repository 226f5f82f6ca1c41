package dev.footbridge.spring.lifecycle;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * One stage of how an application's levels end: closes all of its kind at the same time, when the context closes. A stop
 * that is not an end, of a context that is paused, checkpointed or stopped to be started again, leaves them open: they
 * hold no threads when nothing runs.
 */
public final class Stage implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    /** After the web server, which stops at {@code DEFAULT_PHASE - 2048}. */
    public static final int LOOPS = DEFAULT_PHASE - 4096;

    /** After the loops, whose tasks use the pools. */
    public static final int POOLS = DEFAULT_PHASE - 4096 - 1024;

    private final ApplicationContext context;
    private final int phase;
    private final Supplier<List<Runnable>> ends;
    private volatile boolean running;
    private volatile boolean closing;

    /**
     * A stage.
     *
     * @param context whose end it belongs to
     * @param phase when it is due
     * @param ends what closes the levels that are there by then
     */
    public Stage(ApplicationContext context, int phase, Supplier<List<Runnable>> ends) {
        this.context = context;
        this.phase = phase;
        this.ends = ends;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == context) {
            closing = true;
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (closing) {
            together(ends.get());
        }
    }

    /** Each bounds itself, so all of them together take as long as the longest. */
    private static void together(List<Runnable> ends) {
        if (ends.size() == 1) {
            ends.getFirst().run();
            return;
        }
        List<Thread> threads = ends.stream()
                .map(end -> Thread.ofVirtual().name("footbridge-close").start(end))
                .toList();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException hurry) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt); // each then cancels its jobs at once
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return phase;
    }

    /** Never: levels without work hold nothing. Only newer versions of Spring ask. */
    @Override
    public boolean isPauseable() {
        return false;
    }
}
