package dev.footbridge.spring.actuate;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopStats;
import dev.footbridge.spring.lifecycle.Levels;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The endpoint {@code footbridge}: what the application's loops and pools are doing, in numbers; and, under the name of one
 * of them, what each of its tasks is doing, in words. It only reads.
 */
@Endpoint(id = "footbridge")
public final class FootbridgeEndpoint {

    private final Levels levels;
    private final Others others;

    /** Further levels, of modules that need not be there. */
    @FunctionalInterface
    public interface Others {
        /** Their numbers. */
        List<?> stats();
    }

    /**
     * An endpoint on these levels.
     *
     * @param levels the loops and thread pools
     * @param others what else there is
     */
    public FootbridgeEndpoint(Levels levels, Others others) {
        this.levels = levels;
        this.others = others;
    }

    /** The numbers of all levels. */
    @ReadOperation
    public Stats stats() {
        return new Stats(levels.loops().stream().map(EventLoop::stats).toList(),
                levels.pools().stream().map(ThreadPool::stats).toList(), others.stats());
    }

    /**
     * What each task of one level is doing.
     *
     * @param name the level's name
     * @return null if there is none of that name
     */
    @ReadOperation
    public @Nullable Dump dump(@Selector String name) {
        for (EventLoop loop : levels.loops()) {
            if (loop.name().equals(name)) {
                return new Dump(name, loop.dump().lines().toList());
            }
        }
        for (ThreadPool pool : levels.pools()) {
            if (pool.name().equals(name)) {
                return new Dump(name, pool.dump().lines().toList());
            }
        }
        return null;
    }

    /**
     * Numbers.
     *
     * @param loops of event loops
     * @param pools of thread pools
     * @param processes of process pools
     */
    public record Stats(List<EventLoopStats> loops, List<ThreadPoolStats> pools, List<?> processes) {}

    /**
     * Words.
     *
     * @param name the level's name
     * @param lines what it is doing
     */
    public record Dump(String name, List<String> lines) {}
}
