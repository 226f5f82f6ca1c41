package dev.footbridge.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job of a simulated load: some steps, one after the other, each of which computes, blocks, or needs a resource. */
final class SimulatedJob {

    /** Blocks or computes for so long, in milliseconds; with a resource, it must have a piece of that meanwhile. */
    record Step(boolean computes, double millis, @Nullable Resource resource) {}

    /** Something of which there are a few pieces, such as a lock or connections. */
    static final class Resource {

        private int free;

        Resource(int pieces) {
            free = pieces;
        }
    }

    private final Class<?> function;
    private final List<Step> steps;
    private final double arrives;
    private int at;
    private double left;
    private boolean holds;
    private double cpu;
    private double began = -1;
    private @Nullable Load load;

    SimulatedJob(Class<?> function, double arrives, Step... steps) {
        this.function = function;
        this.arrives = arrives;
        this.steps = List.of(steps);
    }

    Class<?> function() {
        return function;
    }

    double arrives() {
        return arrives;
    }

    void begin(double now, double cost) {
        began = now;
        left = steps.getFirst().millis();
        cpu = -cost; // making its thread is work, too
    }

    double waited() {
        return began - arrives;
    }

    @Nullable
    Load load() {
        return load;
    }

    void load(Load seen) {
        load = seen;
    }

    /** Takes the piece it needs, if one is free. */
    void claim() {
        Resource resource = steps.get(at).resource();
        if (resource != null && !holds && resource.free > 0) {
            resource.free--;
            holds = true;
        }
    }

    private boolean isHeldUp() {
        return steps.get(at).resource() != null && !holds;
    }

    boolean isRunnable() {
        return cpu < 0 || (steps.get(at).computes() && !isHeldUp());
    }

    long cpuNanos() {
        return (long) (Math.max(0, cpu) * 1e6);
    }

    /** Goes on for a moment, with so much of a processor if it can run; true when it has ended. */
    boolean advance(double moment, double processor) {
        if (cpu < 0) {
            cpu += processor;
            return false;
        }
        if (isHeldUp()) {
            return false;
        }
        Step step = steps.get(at);
        left -= step.computes() ? processor : moment;
        cpu += step.computes() ? processor : 0;
        if (left > 1e-9) {
            return false;
        }
        if (holds && step.resource() != null) {
            step.resource().free++;
            holds = false;
        }
        at++;
        if (at == steps.size()) {
            return true;
        }
        left = steps.get(at).millis();
        return false;
    }
}
