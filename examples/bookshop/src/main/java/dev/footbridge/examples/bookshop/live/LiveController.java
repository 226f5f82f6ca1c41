package dev.footbridge.examples.bookshop.live;

import com.zaxxer.hikari.HikariDataSource;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopStats;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of the moment, few enough for a page; {@code /actuator/footbridge} has all of them. */
@RestController
class LiveController {

    private final EventLoop loop;
    private final ThreadPool pool;
    private final HikariDataSource database;

    LiveController(EventLoop loop, ThreadPool pool, HikariDataSource database) {
        this.loop = loop;
        this.pool = pool;
        this.database = database;
    }

    /**
     * A loop or a pool.
     *
     * @param name its name
     * @param kind what it is
     * @param figures its figures by name, in the order to show
     */
    record Shown(String name, String kind, Map<String, Long> figures) {}

    @GetMapping("/live")
    List<Shown> live() {
        EventLoopStats loop = this.loop.stats();
        ThreadPoolStats pool = this.pool.stats();
        Map<String, Long> ofLoop = new LinkedHashMap<>();
        ofLoop.put("pending", loop.pending());
        ofLoop.put("ready", (long) loop.ready());
        ofLoop.put("started", loop.started());
        ofLoop.put("ended", loop.ended());
        Map<String, Long> ofPool = new LinkedHashMap<>();
        ofPool.put("running", (long) pool.running());
        ofPool.put("threads", (long) pool.size());
        ofPool.put("started", pool.started());
        ofPool.put("ended", pool.ended());
        Map<String, Long> ofDatabase = new LinkedHashMap<>();
        var connections = database.getHikariPoolMXBean();
        ofDatabase.put("active", (long) connections.getActiveConnections());
        ofDatabase.put("idle", (long) connections.getIdleConnections());
        ofDatabase.put("waiting", (long) connections.getThreadsAwaitingConnection());
        ofDatabase.put("most", (long) database.getMaximumPoolSize());
        return List.of(new Shown(loop.name(), "event loop", ofLoop), new Shown(pool.name(), "thread pool", ofPool),
                new Shown(database.getPoolName(), "database connections", ofDatabase));
    }
}
