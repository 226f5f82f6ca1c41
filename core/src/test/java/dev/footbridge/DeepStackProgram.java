package dev.footbridge;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.yieldNow;

import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Coroutines that wait from ever deeper, and count whether two of the loop's run at once. */
final class DeepStackProgram {

    private static final AtomicInteger INSIDE = new AtomicInteger();
    private static final AtomicInteger TWICE = new AtomicInteger();

    private final EventLoop loop = EventLoop.open(o -> o.withName("deep"));
    private final String wait;
    private boolean overflown;

    private DeepStackProgram(String wait) {
        this.wait = wait;
    }

    public static void main(String[] args) {
        DeepStackProgram program = new DeepStackProgram(args[0]);
        for (int depth = 2_000; depth <= 8_000; depth += 500) {
            int frames = depth;
            program.loop.start(() -> program.run(frames)).result();
        }
        System.out.println("overflown: " + program.overflown);
        System.out.println("two at once: " + TWICE);
        System.out.println("the loop " + program.loop.call(() -> {
            yieldNow();
            return "lives";
        }));
        program.loop.close();
        System.exit(0);
    }

    private int run(int frames) throws Exception {
        try {
            down(frames, this::waitBesideOthers);
        } catch (StackOverflowError tooDeep) {
            overflown = true;
        }
        for (int i = 0; i < 5; i++) {
            work();
        }
        return frames;
    }

    private int down(int frames, Callable<Integer> end) throws Exception {
        return frames == 0 ? end.call() : 1 + down(frames - 1, end);
    }

    private int waitBesideOthers() throws Exception {
        Task<Integer> one = loop.start(DeepStackProgram::other);
        Task<Integer> two = loop.start(DeepStackProgram::other);
        switch (wait) {
            case "yield" -> yieldNow();
            case "sleep" -> sleep(Duration.ofMillis(1));
            case "gather" -> gather(one, two);
            default -> one.result();
        }
        return 0;
    }

    private static int other() {
        work();
        yieldNow();
        work();
        return 0;
    }

    private static void work() {
        if (INSIDE.incrementAndGet() > 1) {
            TWICE.incrementAndGet();
        }
        for (long since = System.nanoTime(); System.nanoTime() - since < 200_000;) {
            Thread.onSpinWait();
        }
        INSIDE.decrementAndGet();
    }
}
