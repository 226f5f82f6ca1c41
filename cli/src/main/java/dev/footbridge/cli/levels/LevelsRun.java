package dev.footbridge.cli.levels;

import dev.footbridge.Level;
import dev.footbridge.cli.http.AsyncClient;
import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import dev.footbridge.cli.output.Progress;
import dev.footbridge.cli.server.ServerProcess;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.threads.ThreadPool;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs both kinds of work on every level, one after another and all at once. */
final class LevelsRun {

    private static final int PAGE_BYTES = 1_000;
    private static final int ROWS = 13;
    private static final int HOST_ROWS = 4;
    /** They are short, and their ratio is what matters. */
    private static final int POOL_ROUNDS = 5;
    private static final Duration BLOCKED = Duration.ofMillis(100);

    private final LevelsSettings settings;

    LevelsRun(LevelsSettings settings) {
        this.settings = settings;
    }

    LevelsResult run() {
        try (ServerProcess server = ServerProcess.start();
                EventLoop eventLoop = EventLoop.open(o -> o.withName(Place.LOOP));
                ThreadPool pool = ThreadPool.open(o -> o.withName(Place.THREADS));
                ProcessPool workers = ProcessPool.open(o -> o.withName(Place.PROCESSES));
                BlockingClient blocking = HttpClients.blocking();
                AsyncClient async = HttpClients.async();
                Cluster cluster = settings.hosts() == 0 ? null : Cluster.embedded(settings.hosts());
                Progress progress = Progress.of("levels",
                        ROWS + (cluster == null ? 0 : HOST_ROWS) + PoolsRun.rows() + ProcessesRun.rows())) {
            Place caller = new Place(Place.CALLER, Level.caller());
            Place loop = new Place(Place.LOOP, eventLoop);
            Place threads = new Place(Place.THREADS, pool);
            Place processes = new Place(Place.PROCESSES, workers);
            URI page = server.page("/bytes/" + PAGE_BYTES + "?delay=" + settings.latency().toMillis());
            Work cpu = Work.cpu(settings.jobs(), settings.numbers());
            Work blockingIo = Work.blockingIo(settings.jobs(), blocking, page, PAGE_BYTES);
            Work awaitedIo = Work.awaitedIo(settings.jobs(), async, page, PAGE_BYTES);
            // Warm-up: classes are loaded, the counting is compiled, connections are open, workers have started.
            Order.SEQUENTIAL.results(caller.level(), cpu.jobs());
            Order.CONCURRENT.results(workers, cpu.jobs());
            Order.CONCURRENT.results(pool, blockingIo.jobs());
            Order.CONCURRENT.results(eventLoop, awaitedIo.jobs());

            Timing timing = new Timing(settings.rounds(), progress);
            Row cpuBase = timing.base(cpu, caller);
            List<Row> rows = new ArrayList<>(List.of(cpuBase));
            rows.addAll(bothOrders(timing, cpu, loop, cpuBase));
            rows.addAll(bothOrders(timing, cpu, threads, cpuBase));
            rows.addAll(bothOrders(timing, cpu, processes, cpuBase));
            if (cluster != null) {
                Order.CONCURRENT.results(cluster, cpu.jobs());
                rows.addAll(bothOrders(timing, cpu, new Place(Place.HOSTS, cluster), cpuBase));
            }
            Row ioBase = timing.base(blockingIo, caller);
            rows.add(ioBase);
            rows.addAll(bothOrders(timing, awaitedIo, loop, ioBase));
            rows.addAll(bothOrders(timing, blockingIo, threads, ioBase));
            if (cluster != null) {
                Work remoteIo = Work.remoteIo(settings.jobs(), page, PAGE_BYTES);
                Order.CONCURRENT.results(cluster, remoteIo.jobs());
                rows.addAll(bothOrders(timing, remoteIo, new Place(Place.HOSTS, cluster), ioBase));
            }
            Row blockingOnLoop = timing.row(blockingIo, loop, Order.CONCURRENT, ioBase.wallSeconds());
            return new LevelsResult(settings.rounds(), settings.latency().toMillis(),
                    Runtime.getRuntime().availableProcessors(), rows, blockingOnLoop,
                    new PoolsRun(settings.crowd(), BLOCKED, Math.max(settings.rounds(), POOL_ROUNDS), progress::step)
                            .run(),
                    new ProcessesRun(workers, Math.max(settings.rounds(), POOL_ROUNDS), progress::step).run());
        }
    }

    private static List<Row> bothOrders(Timing timing, Work work, Place place, Row base) {
        return List.of(timing.row(work, place, Order.SEQUENTIAL, base.wallSeconds()),
                timing.row(work, place, Order.CONCURRENT, base.wallSeconds()));
    }
}
