package dev.footbridge.benchmarks.switching;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A scheduler of one thread. */
@State(Scope.Benchmark)
public class ReactorSingle {

    private final Scheduler scheduler = Schedulers.newSingle("single", true);

    Scheduler scheduler() {
        return scheduler;
    }

    /** Ends the thread. */
    @TearDown
    public void close() {
        scheduler.dispose();
    }
}
