package dev.footbridge.processes.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JVM options in a file, for a command that is too long for the system: {@code java @file}. The file lies in a folder that
 * only this user can read, and is deleted by {@link #close}; it must be there whenever a JVM starts.
 */
final class ArgumentFile implements AutoCloseable {

    private final ReentrantLock guard = new ReentrantLock();
    private @Nullable Path file;

    /** Writes the file unless it is there, and gives the word for the command. The options are the same each time. */
    String word(List<String> options) {
        guard.lock();
        try {
            Path written = file;
            if (written == null || !Files.exists(written)) {
                written = write(options);
                file = written;
            }
            return "@" + written;
        } catch (IOException e) {
            throw new UncheckedIOException("the options of a worker are too long for a command, and a file for them"
                    + " cannot be written (" + e + "): make room in the folder of java.io.tmpdir", e);
        } finally {
            guard.unlock();
        }
    }

    private static Path write(List<String> options) throws IOException {
        Path folder = Files.createTempDirectory("footbridge-");
        String text = options.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("options"), text, charset());
    }

    /** The java program takes the bytes as they are, in the encoding of file names. */
    private static Charset charset() {
        String name = System.getProperty("sun.jnu.encoding", "");
        return Charset.forName(name, Charset.defaultCharset());
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file in a folder has a parent");
    }

    static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
                .replace("\t", "\\t").replace("\f", "\\f") + '"';
    }

    @Override
    public void close() {
        guard.lock();
        try {
            Path written = file;
            file = null;
            if (written != null) {
                Files.deleteIfExists(written);
                Files.deleteIfExists(folderOf(written));
            }
        } catch (IOException left) {
            // It says nothing that others may not know, and the system cleans its folder for such files.
        } finally {
            guard.unlock();
        }
    }
}
