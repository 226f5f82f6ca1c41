package dev.footbridge.processes.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Caches in a folder, one file each, named by its key and the checksum of its bytes: {@code key.sum.aot}. One rename puts
 * it there whole. An empty {@code key.none} says that there can be no cache for a key.
 *
 * <p>
 * Any number of threads and processes may use one folder; only one at a time makes something.
 */
final class AotStore {

    /** How many files are kept: the last used. */
    static final int KEPT = 6;

    private static final String CACHE = ".aot";
    private static final String NONE = ".none";
    private static final String UNFINISHED = "unfinished-";

    private final PrivateFolder folder;

    AotStore(PrivateFolder folder) {
        this.folder = folder;
    }

    /** A cache for that key whose bytes are what they were when it was made. Damaged ones are deleted. */
    Optional<Path> find(String key) throws IOException {
        for (Path cache : files(key + ".*" + CACHE)) {
            if (folder.owns(cache) && cache.getFileName().toString().equals(key + "." + Checksum.of(cache) + CACHE)) {
                Files.setLastModifiedTime(cache, FileTime.from(Instant.now()));
                return Optional.of(cache);
            }
            Files.deleteIfExists(cache);
        }
        return Optional.empty();
    }

    /** Whether it is known that there can be no cache for that key. */
    boolean isHopeless(String key) {
        return Files.exists(folder.path().resolve(key + NONE));
    }

    /** Runs a maker unless another thread or process runs one, or the key has its cache by now. */
    void make(String key, AotMaker maker) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(folder.path().resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = tryLock(channel)) {
            if (lock == null) {
                return;
            }
            deleteUnfinished();
            if (isHopeless(key) || find(key).isPresent()) {
                return;
            }
            Path unfinished = Files.createTempDirectory(folder.path(), UNFINISHED);
            Path made = unfinished.resolve("made");
            switch (maker.make(unfinished, made)) {
                case MADE -> Files.move(made, folder.path().resolve(key + "." + Checksum.of(made) + CACHE),
                        StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                case UNFIT -> Files.createFile(folder.path().resolve(key + NONE));
                case FAILED -> {
                }
            }
            prune();
            deleteUnfinished();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException byAnotherThread) {
            return null;
        }
    }

    private void prune() throws IOException {
        List<Path> kept = new ArrayList<>(files("*{" + CACHE + "," + NONE + "}"));
        kept.sort(Comparator.comparing(AotStore::lastUsed).reversed());
        for (Path old : kept.subList(Math.min(KEPT, kept.size()), kept.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    /** What was left by somebody who died while making. Only for whoever has the lock. */
    private void deleteUnfinished() throws IOException {
        for (Path directory : files(UNFINISHED + "*")) {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory)) {
                for (Path part : parts) {
                    Files.deleteIfExists(part);
                }
            }
            Files.deleteIfExists(directory);
        }
    }

    private List<Path> files(String pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.path(), pattern)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            return files;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
