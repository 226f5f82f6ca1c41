package dev.footbridge.spring.soak;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.actuate.LoopWatch;
import dev.footbridge.spring.testing.Apps;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.springframework.context.ConfigurableApplicationContext;

/** One run of the soak: an application, its clients, and what was measured. */
final class SoakRun {

    /** What a run came to. */
    record Figures(boolean virtual, int clients, double seconds, long requests, List<String> wrong, long slowestMillis,
            long pinned, int stuck, long pending, long heapBefore, long heapAfter, int threadsBefore, int threadsAfter,
            long descriptorsBefore, long descriptorsAfter) {

        /** What must not be. */
        List<String> violations() {
            List<String> found = new ArrayList<>(wrong);
            if (requests == 0) {
                found.add("no request was answered");
            }
            if (pinned > 0) {
                found.add(pinned + " virtual threads were pinned for more than 20 ms");
            }
            if (stuck > 0 || pending > 0) {
                found.add(stuck + " looks found the loop stuck, " + pending + " jobs did not end");
            }
            if (heapAfter > heapBefore + (16L << 20)) {
                found.add("the heap grew from " + heapBefore + " to " + heapAfter + " bytes");
            }
            if (threadsAfter > threadsBefore + 20) {
                found.add("the threads grew from " + threadsBefore + " to " + threadsAfter);
            }
            if (descriptorsAfter > descriptorsBefore + 20) {
                found.add("the descriptors grew from " + descriptorsBefore + " to " + descriptorsAfter);
            }
            return found;
        }
    }

    private final boolean virtual;
    private final int clients;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    /** When each client asked what it has no answer to; zero if it has. */
    private final AtomicLongArray asked;
    private boolean dumped;

    SoakRun(boolean virtual, int clients) {
        this.virtual = virtual;
        this.clients = clients;
        this.asked = new AtomicLongArray(clients);
    }

    Figures run(Duration time) throws Exception {
        try (ConfigurableApplicationContext app = Apps.web(SoakApplication.class,
                "spring.threads.virtual.enabled=" + virtual, "server.tomcat.threads.max=50",
                "server.tomcat.max-connections=2000", "server.tomcat.accept-count=1000",
                "server.tomcat.max-keep-alive-requests=-1", "spring.mvc.async.request-timeout=5m",
                "footbridge.health.stuck-after=2s");
                LoopWatch watch = app.getBean(LoopWatch.class)) {
            int port = Apps.port(app);
            Duration warmUp = time.dividedBy(3).compareTo(Duration.ofSeconds(20)) > 0
                    ? Duration.ofSeconds(20)
                    : time.dividedBy(3);
            drive(port, warmUp, watch);
            long[] before = resources(app);
            requests.set(0);
            slowest.set(0);
            Path file = Files.createTempFile("footbridge-soak", ".jfr");
            try (Recording recording = new Recording()) {
                recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(20)).withStackTrace();
                recording.start();
                long begin = System.nanoTime();
                int stuck = drive(port, time.minus(warmUp), watch);
                double seconds = (System.nanoTime() - begin) / 1e9;
                recording.stop();
                recording.dump(file);
                long pinned = pinned(file);
                long pending = pending(app);
                long[] after = resources(app);
                return new Figures(virtual, clients, seconds, requests.get(), List.copyOf(wrong),
                        slowest.get() / 1_000_000, pinned, stuck, pending, before[0], after[0], (int) before[1],
                        (int) after[1], before[2], after[2]);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    private int drive(int port, Duration time, LoopWatch watch) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            threads.add(Thread.ofVirtual().name("client-" + i).start(() -> client(port, client, end)));
        }
        int stuck = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(100);
            stuck += watch.stuck().size();
            lookForStuckRequests();
        }
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofSeconds(150))) {
                wrong(thread.getName() + " does not end");
            }
        }
        return stuck;
    }

    /** A request takes milliseconds; one without an answer for a minute is stuck, and the threads say where. */
    private void lookForStuckRequests() {
        long now = System.nanoTime();
        for (int i = 0; i < clients && !dumped; i++) {
            long since = asked.get(i);
            if (since != 0 && now - since > Duration.ofSeconds(60).toNanos()) {
                dumped = true;
                wrong("client " + i + " has no answer for a minute: see " + dumpThreads());
            }
        }
    }

    private static String dumpThreads() {
        try {
            Path file = Files.createTempFile("footbridge-soak-threads", ".json");
            Files.delete(file);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(file.toString(),
                    HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            return file.toString();
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    private void wrong(String what) {
        System.out.println("wrong: " + what);
        wrong.add(what);
    }

    private void client(int port, int client, long end) {
        String[] ways = {"/task/", "/call/", "/items/"};
        try (KeptConnection connection = new KeptConnection(port)) {
            for (long n = client; System.nanoTime() < end && wrong.size() < 10; n++) {
                String way = ways[(int) (n % ways.length)];
                String id = "c" + client + "-" + n;
                String expected = way.equals("/items/") ? (id + "\n").repeat(3) : id;
                long begin = System.nanoTime();
                asked.set(client, begin);
                String answer = connection.get(way + id);
                asked.set(client, 0);
                slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
                requests.incrementAndGet();
                if (!answer.equals(expected)) {
                    wrong(way + id + " got " + answer);
                }
            }
        } catch (IOException failed) {
            asked.set(client, 0);
            wrong("client " + client + ": " + failed);
        }
    }

    private static long pinned(Path file) throws IOException {
        long pinned = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals("jdk.VirtualThreadPinned")) {
                pinned++;
                System.out.println(event);
            }
        }
        return pinned;
    }

    private static long pending(ConfigurableApplicationContext app) throws InterruptedException {
        EventLoop loop = app.getBean(EventLoop.class);
        ThreadPool pool = app.getBean(ThreadPool.class);
        long pending = 1;
        for (int i = 0; i < 100 && pending > 0; i++) {
            Thread.sleep(20); // the last answer may be written before its job is counted as ended
            pending = loop.stats().pending() + pool.stats().running() + pool.stats().waiting() + pool.stats().queued();
        }
        return pending;
    }

    /** Heap after collections, platform threads without the pool's, which come and go with the load, and descriptors. */
    private long[] resources(ConfigurableApplicationContext app) throws InterruptedException {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
            heap = Math.min(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        long descriptors = descriptors();
        ThreadPool pool = app.getBean(ThreadPool.class);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount() - (virtual ? 0 : pool.stats().size());
        return new long[]{heap, threads, descriptors};
    }

    /** Once no fewer come any more: the server closes a connection a while after its client did. */
    private static long descriptors() throws InterruptedException {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
            return 0;
        }
        long fewest = unix.getOpenFileDescriptorCount();
        for (int same = 0; same < 10; same++) {
            Thread.sleep(100);
            long now = unix.getOpenFileDescriptorCount();
            if (now < fewest) {
                fewest = now;
                same = -1;
            }
        }
        return fewest;
    }
}
