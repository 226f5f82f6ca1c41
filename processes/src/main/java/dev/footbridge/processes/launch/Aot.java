package dev.footbridge.processes.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The AOT cache of one launcher: looked up when the launcher is made, made in the background if there is none, used from
 * the next start on. Whatever goes wrong, workers start without a cache, only more slowly.
 *
 * <p>
 * Any thread may call. A cache that was once {@linkplain #drop dropped} is not made again by the same launcher.
 */
final class Aot implements AutoCloseable {

    private static final Duration ENDING = Duration.ofSeconds(10);

    /** What this process has checked, by folder and key: to read a whole cache again takes as long as it saves. */
    private static final Map<String, Found> CHECKED = new ConcurrentHashMap<>();

    /** Keys that were made, by the stamps of the jars. */
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    private final AotStore store;
    private final String place;
    private final String key;
    private final AotTraining training;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Thread maker;
    private volatile @Nullable Found found;
    private volatile boolean dropped;

    /** A cache that has been checked, and what the file looked like then. */
    private record Found(Path cache, String stamp) {

        boolean isUnchanged() throws IOException {
            return Files.exists(cache) && AotKey.stamp(cache).equals(stamp);
        }
    }

    private Aot(PrivateFolder folder, String key, AotTraining training) {
        this.store = new AotStore(folder);
        this.place = folder.path() + File.separator + key;
        this.key = key;
        this.training = training;
    }

    /** The cache for JVMs with these options; empty when there is no use in one. */
    static Optional<Aot> open(LaunchSettings settings, List<String> options, List<Path> jars, EntryPoints entry) {
        if (settings.environment().keySet().stream().anyMatch(JavaCommand.VARIABLES::contains)) {
            return Optional.empty();
        }
        return AotFitness.touching(options).flatMap(touching -> {
            try {
                PrivateFolder folder = PrivateFolder.open(settings.aotFolder());
                Aot aot = new Aot(folder, key(jars, touching, entry), new AotTraining(touching, jars, entry));
                aot.look();
                return Optional.of(aot);
            } catch (IOException | UnsupportedOperationException | SecurityException noCache) {
                return Optional.empty();
            }
        });
    }

    private static String key(List<Path> jars, List<String> touching, EntryPoints entry) throws IOException {
        StringBuilder seen = new StringBuilder().append(touching).append(entry);
        for (Path jar : jars) {
            seen.append(jar).append(AotKey.stamp(jar));
        }
        String known = KEYS.get(seen.toString());
        if (known == null) {
            known = AotKey.of(jars, touching, entry);
            KEYS.put(seen.toString(), known);
        }
        return known;
    }

    private void look() throws IOException {
        Found checked = CHECKED.get(place);
        if (checked != null && checked.isUnchanged()) {
            found = checked;
            return;
        }
        Optional<Path> cache = store.find(key);
        if (cache.isEmpty()) {
            CHECKED.remove(place);
            found = null;
            return;
        }
        Found now = new Found(cache.get(), AotKey.stamp(cache.get()));
        CHECKED.put(place, now);
        found = now;
    }

    /** The cache for a start that comes now. Without one, begins to make it. */
    Optional<Path> cache() {
        Found now = found;
        if (dropped || now == null) {
            begin();
            return Optional.empty();
        }
        try {
            if (now.isUnchanged()) {
                return Optional.of(now.cache());
            }
            look();
        } catch (IOException gone) {
            found = null;
        }
        Found again = found;
        return again == null ? Optional.empty() : Optional.of(again.cache());
    }

    private void begin() {
        if (!dropped && !store.isHopeless(key) && begun.compareAndSet(false, true)) {
            maker = Thread.ofPlatform().daemon().name("footbridge-aot").start(this::make);
        }
    }

    private void make() {
        try {
            store.make(key, training);
            look();
        } catch (IOException | InterruptedException noCache) {
            // Nobody waits for it; the next program tries again.
        }
    }

    /** Deletes the cache and uses none any more: a start with it went wrong. */
    void drop() {
        Found bad = found;
        dropped = true;
        found = null;
        CHECKED.remove(place);
        if (bad != null) {
            try {
                Files.deleteIfExists(bad.cache());
            } catch (IOException stays) {
                // Another user of the folder finds out in the same way.
            }
        }
    }

    /** Waits for the making, if there is one. */
    void join() throws InterruptedException {
        Thread thread = maker;
        if (thread != null) {
            thread.join();
        }
    }

    @Override
    public void close() {
        begun.set(true);
        training.stop();
        Thread thread = maker;
        if (thread != null) {
            boolean interrupted = Thread.interrupted();
            try {
                thread.join(ENDING);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
