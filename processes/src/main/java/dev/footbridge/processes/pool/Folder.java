package dev.footbridge.processes.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder that only this user can enter, for the pipes and status pages of a pool. Gone with the pool, or the JVM. */
final class Folder implements AutoCloseable {

    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Folder::delete), "footbridge-folders"));
    }

    private final Path path;

    Folder() {
        try {
            path = Files.createTempDirectory("footbridge-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("a process pool needs a folder for its pipes and cannot make one in "
                    + System.getProperty("java.io.tmpdir") + ": see to that folder (java.io.tmpdir)", e);
        }
        OPEN.add(path);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // goes with the folder
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            all.forEach(Folder::deleteFile);
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // the system empties the place where temporary folders are
        }
    }

    @Override
    public void close() {
        delete(path);
        OPEN.remove(path);
    }
}
