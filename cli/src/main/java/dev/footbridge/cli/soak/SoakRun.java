package dev.footbridge.cli.soak;

import dev.footbridge.cli.longrun.EarlyEnd;
import dev.footbridge.cli.longrun.Heap;
import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.stage.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Runs programs from several threads, watches that none hangs, and looks what is left in the end. */
final class SoakRun {

    private static final int DRIVERS = 6;
    /** Of the whole, for what is allocated once: then the heap is looked at for the first time. */
    private static final int WARM_UP = 10;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final SoakSettings settings;
    private final SoakReport report;
    private final EarlyEnd early;
    private final Violations violations;
    private final AtomicLong seeds;
    private final ThreadCount threads = new ThreadCount();
    private long begun;
    private volatile boolean hangs;

    SoakRun(SoakSettings settings, SoakReport report, EarlyEnd early) {
        this.settings = settings;
        this.report = report;
        this.early = early;
        this.violations = new Violations(report::violation);
        this.seeds = new AtomicLong(settings.seed());
    }

    SoakResult run() {
        report.begin(DRIVERS);
        Stage stage = new Stage(settings.subject(), violations);
        begun = System.nanoTime();
        long warmUp = Math.min(settings.length().toNanos() / WARM_UP, LONGEST_WARM_UP.toNanos());
        drive(stage, warmUp);
        long heapBefore = Heap.used();
        drive(stage, settings.length().toNanos() - warmUp);
        long pending = stage.settle(settings.patience());
        long heapAfter = Heap.used();
        checkHeap(heapBefore, heapAfter);
        stage.close();
        List<LiveThread> left = threads.left(settings.patience());
        left.forEach(thread -> violations.add("a thread is left: " + thread.describe()));
        SoakResult result = new SoakResult(Math.round(elapsed() / 1e6) / 1e3, report.programs(), violations.count(),
                pending, left.size());
        report.end(result, heapBefore, heapAfter);
        return result;
    }

    private long elapsed() {
        return System.nanoTime() - begun;
    }

    /** Runs programs for so long. */
    private void drive(Stage stage, long nanos) {
        long until = elapsed() + nanos;
        List<Driver> drivers = new ArrayList<>();
        Supplier<Drawn> programs = () -> Drawn.of(seeds.getAndIncrement(), settings.kinds());
        for (int i = 0; i < DRIVERS; i++) {
            drivers.add(new Driver(i, stage, violations, report, programs, () -> goesOn(until)));
        }
        while (drivers.stream().anyMatch(Driver::isAlive) && !hangs) {
            LockSupport.parkNanos(GLANCE.toNanos());
            report.progress(elapsed(), violations.count());
            drivers.forEach(driver -> hangs |= driver.interruptIfHanging(settings.patience(), () -> where(stage)));
        }
        long end = System.nanoTime() + settings.patience().toNanos();
        while (drivers.stream().anyMatch(Driver::isAlive) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private boolean goesOn(long until) {
        return elapsed() < until && !early.isWanted() && !hangs && !violations.areEnough();
    }

    /** Who waits where. */
    private String where(Stage stage) {
        StringBuilder text = new StringBuilder(stage.describe());
        threads.now().forEach(thread -> text.append(thread.describe()));
        return text.toString();
    }

    private void checkHeap(long before, long after) {
        if (after - before > Heap.TOLERANCE && !hangs) {
            violations.add("the heap in use grew from " + Figures.bytes(before) + " to " + Figures.bytes(after)
                    + ", more than " + Figures.bytes(Heap.TOLERANCE));
        }
    }
}
