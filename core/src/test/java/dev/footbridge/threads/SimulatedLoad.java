package dev.footbridge.threads;

import dev.footbridge.threads.SimulatedJob.Resource;
import dev.footbridge.threads.SimulatedJob.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The loads that the governor is judged by. */
enum SimulatedLoad {

    BLOCKED("all blocked: 200 x 100 ms, cold", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            burst(jobs, 0, 200, Blocking.class, blocks(100));
        }
    },
    BLOCKED_AGAIN("all blocked, seen before", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            burst(jobs, 0, 200, Blocking.class, blocks(100));
            burst(jobs, 1_000, 200, Blocking.class, blocks(100));
        }
    },
    COMPUTING("all CPU-bound: 200 x 20 ms", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            burst(jobs, 0, 200, Computing.class, computes(20));
        }
    },
    MIXED("a mix: 200 block 100 ms, 100 compute 20 ms", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            for (int i = 0; i < 100; i++) {
                burst(jobs, 0, 2, Blocking.class, blocks(100));
                burst(jobs, 0, 1, Computing.class, computes(20));
            }
        }
    },
    HALF("each computes 5 ms and blocks 45 ms, 300 of them", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            burst(jobs, 0, 300, Half.class, computes(5), blocks(45));
        }
    },
    BURSTS("bursts: 100 x 50 ms blocked, every 500 ms", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            for (int i = 0; i < 6; i++) {
                burst(jobs, 500 * i, 100, Blocking.class, blocks(50));
            }
        }
    },
    RAMP("a slow ramp: 10 to 800 jobs/s in 5 s, 100 ms blocked", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            SplittableRandom random = new SplittableRandom(1);
            for (double now = 0; now < 5_000; now += random.nextExponential() * 1_000 / (10 + 790 * now / 5_000)) {
                burst(jobs, now, 1, Blocking.class, blocks(100));
            }
        }
    },
    UNEVEN("blocked by chance, 100 ms on average: 2,000 jobs", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            SplittableRandom random = new SplittableRandom(2);
            for (int i = 0; i < 2_000; i++) {
                burst(jobs, 0, 1, Blocking.class, blocks(1 + 99 * random.nextExponential()));
            }
        }
    },
    STRANGERS("blocked, 200 functions not seen before, 100 ms each", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            for (int i = 0; i < 200; i++) {
                burst(jobs, 0, 1, java.lang.reflect.Array.newInstance(Blocking.class, new int[1 + i % 200]).getClass(),
                        blocks(100));
            }
        }
    },
    LOCK("one lock, held for 5 ms: 400 jobs", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            Resource lock = new Resource(1);
            burst(jobs, 0, 400, Locking.class, new Step(false, 5, lock));
        }
    },
    CONNECTIONS("10 connections, 20 ms each: 1,500 jobs", 0) {
        @Override
        void add(List<SimulatedJob> jobs) {
            Resource connections = new Resource(10);
            burst(jobs, 0, 1_500, Locking.class, new Step(false, 20, connections));
        }
    },
    NOISY_COMPUTING("CPU-bound, 6 neighbours compute, too", 6) {
        @Override
        void add(List<SimulatedJob> jobs) {
            burst(jobs, 0, 200, Computing.class, computes(20));
        }
    },
    NOISY_BLOCKED("blocked, 6 neighbours compute", 6) {
        @Override
        void add(List<SimulatedJob> jobs) {
            burst(jobs, 0, 200, Blocking.class, blocks(100));
        }
    };

    private final String title;
    private final int neighbours;

    SimulatedLoad(String title, int neighbours) {
        this.title = title;
        this.neighbours = neighbours;
    }

    String title() {
        return title;
    }

    abstract void add(List<SimulatedJob> jobs);

    /** Puts the load on a pool of that policy. */
    Simulation.Result on(SimulatedPolicy policy, int cpus) {
        List<SimulatedJob> jobs = new ArrayList<>();
        add(jobs);
        return Simulation.run(cpus, neighbours, policy, jobs);
    }

    private static void burst(List<SimulatedJob> jobs, double at, int many, Class<?> function, Step... steps) {
        for (int i = 0; i < many; i++) {
            jobs.add(new SimulatedJob(function, at, steps));
        }
    }

    private static Step blocks(double millis) {
        return new Step(false, millis, null);
    }

    private static Step computes(double millis) {
        return new Step(true, millis, null);
    }

    private interface Blocking {}

    private interface Computing {}

    private interface Half {}

    private interface Locking {}
}
