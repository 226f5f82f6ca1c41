package dev.footbridge.examples.levels;

import dev.footbridge.Level;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.threads.ThreadPool;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What of a call changes with the level it is made on? */
public final class SameCall {

    private static volatile boolean started;

    private SameCall() {}

    private static String where() {
        String thread = Thread.currentThread().isVirtual() ? "a virtual thread" : "a platform thread";
        String kind = Thread.currentThread().getName().equals("main") ? "the calling thread" : thread;
        return started ? kind : "another JVM";
    }

    // @start region="call"
    static void show(String what, Level level) {
        String where = level.call(RemoteCallable.of(() -> where())); // could also be sent away
        IO.println("%-10s %s".formatted(what, where));
    }
    // @end

    /** Makes the same call on each level. */
    public static void main(String[] args) {
        started = true;
        Thread.currentThread().setName("main");
        // @start region="levels"
        show("caller", Level.caller());
        try (EventLoop loop = EventLoop.open()) {
            show("loop", loop);
        }
        try (ThreadPool threads = ThreadPool.open(o -> o.withLimit(8))) {
            show("threads", threads);
        }
        try (ThreadPool elastic = ThreadPool.elastic()) {
            show("elastic", elastic);
        }
        try (ThreadPool confined = ThreadPool.confined()) {
            show("confined", confined);
        }
        try (ExecutorService yours = Executors.newFixedThreadPool(2)) {
            show("executor", Level.on(yours));
        }
        try (ProcessPool processes = ProcessPool.open(o -> o.withWorkers(1))) {
            show("processes", processes);
        }
        try (Cluster cluster = Cluster.embedded(1)) { // its members are in this JVM, for a try
            show("cluster", cluster);
        }
        // @end
    }
}
