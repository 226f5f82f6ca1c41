package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches for real, made and used by JVMs that have Footbridge in jars. */
class AotTest {

    private static final String LOOP = "dev.footbridge.loop.EventLoop";
    private static final String FROM_CACHE = " source: shared objects file";

    @TempDir
    static Path shared;

    /** Jars, and a store with the cache for them. */
    static Path lib;
    static Path filled;

    @TempDir
    Path folder;

    /** A copy of the filled store. */
    Path store;

    @BeforeAll
    static void fill() throws Exception {
        lib = Files.createDirectory(shared.resolve("with blank"));
        Jars.core(lib);
        Jars.processes(lib);
        Jars.user(lib.resolve("user.jar"), "user.txt");
        filled = shared.resolve("filled store");
        JavaRun first = parent(filled, true, List.of(), "echo:hello");
        assertThat(first.answers()).containsExactly("hello");
        assertThat(first.after("aot ")).containsExactly("true");
    }

    @BeforeEach
    void copy() throws IOException {
        store = folder.resolve("store");
        PrivateFolder.open(store);
        for (Path file : caches(filled)) {
            Files.copy(file, store.resolve(file.getFileName()));
        }
    }

    private static List<Path> caches(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }

    private static Path onlyCache(Path store) throws IOException {
        assertThat(caches(store)).hasSize(1);
        return caches(store).getFirst();
    }

    private static JavaRun parent(Path store, boolean await, List<String> workerOptions, String... arguments)
            throws Exception {
        return JavaRun.of(shared, Map.of(), command(store, await, workerOptions, arguments));
    }

    private static List<String> command(Path store, boolean await, List<String> workerOptions, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-Daot=" + store, "-Dawait=" + await, "-cp", String.join(
                File.pathSeparator, "with blank/user.jar", "with blank", "with blank/footbridge-processes.jar",
                "with blank/footbridge-core.jar"), TinyParent.class.getName()));
        all.addAll(workerOptions);
        all.add("--");
        all.addAll(List.of(arguments));
        return all;
    }

    private static void assertWorksWithout(Path store, List<String> workerOptions) throws Exception {
        JavaRun run = parent(store, false, workerOptions, "loads:" + LOOP, "resource:user.txt");
        assertThat(run.answers()).containsExactly("true", "true");
        assertThat(run.after("aot ")).containsExactly("false");
    }

    @Test
    void takesOurClassesFromTheCacheAndTheUsersFromTheirs() throws Exception {
        JavaRun run = parent(store, false, List.of("-Xlog:class+load:stdout"), "loads:" + LOOP, "resource:user.txt");
        assertThat(run.after("aot ")).containsExactly("true");
        assertThat(run.answers()).containsExactly("true", "true");
        assertThat(run.lines()).anyMatch(line -> line.contains(LOOP + FROM_CACHE))
                .anyMatch(line -> line.contains(TinyWorker.class.getName() + " source: file:"));
    }

    @Test
    void sharesTheCacheAmongHeapSizes() throws Exception {
        assertThat(parent(store, false, List.of("-Xmx64m", "-Dname=value"), "echo:x").after("aot "))
                .containsExactly("true");
    }

    @Test
    void makesACacheForOtherOptions() throws Exception {
        List<String> options = List.of("-XX:+UseParallelGC", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Xlog:class+load:stdout");
        JavaRun run = parent(store, true, options, "opens:java.lang", "loads:" + LOOP);
        assertThat(run.answers()).containsExactly("true", "true");
        assertThat(run.after("aot ")).containsExactly("true");
        assertThat(run.lines()).anyMatch(line -> line.contains(LOOP + FROM_CACHE));
        assertThat(caches(store)).hasSize(2);
    }

    @Test
    void hasNoCacheWithUnfitOptions() throws Exception {
        assertWorksWithout(store, List.of("-Xshare:auto"));
        assertWorksWithout(store, List.of("-XX:AOTMode=off"));
    }

    @Test
    void hasNoCacheFromADamagedFile() throws Exception {
        Path cache = onlyCache(store);
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[5000]);
        }
        assertWorksWithout(store, List.of());
        assertThat(cache).doesNotExist();
    }

    @Test
    void hasNoCacheFromATruncatedFile() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(onlyCache(store).toFile(), "rw")) {
            file.setLength(1000);
        }
        assertWorksWithout(store, List.of());
    }

    @Test
    void hasNoCacheOfJarsThatWereBuiltAgain() throws Exception {
        Path cache = onlyCache(store);
        Path jar = lib.resolve("footbridge-core.jar");
        byte[] before = Files.readAllBytes(jar);
        var time = Files.getLastModifiedTime(jar);
        try {
            byte[] again = before.clone();
            // The time of an entry: the same length, other bytes.
            again[10] ^= 2;
            Files.write(jar, again);
            Files.setLastModifiedTime(jar, time);
            assertWorksWithout(store, List.of());
            assertThat(cache).exists();
        } finally {
            Files.write(jar, before);
            Files.setLastModifiedTime(jar, time);
        }
    }

    @Test
    void hasNoCacheInAFolderOfOthers() throws Exception {
        assumeTrue(store.getFileSystem().supportedFileAttributeViews().contains("unix"));
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertWorksWithout(store, List.of());
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwx------"));
        assumeTrue(Files.getAttribute(store, "unix:uid").equals(0), "only root can give a folder away");
        Files.setAttribute(store, "unix:uid", 12345);
        assertWorksWithout(store, List.of());
    }

    @Test
    void hasNoCacheWhereNothingCanBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("a file"), "");
        assertWorksWithout(file, List.of());
        assertWorksWithout(file.resolve("below"), List.of());
        if (Files.isDirectory(Path.of("/proc/self"))) {
            assertWorksWithout(Path.of("/proc/self/footbridge"), List.of());
        }
    }

    @Test
    void dropsTheCacheOfAStartThatDied() throws Exception {
        JavaRun run = parent(store, false, List.of(), "exit:7");
        assertThat(run.lines()).contains("aot true", "exit 7", "then false");
        assertThat(caches(store)).isEmpty();
    }

    @Test
    void keepsTheCacheOfAStartWithoutIt() throws Exception {
        JavaRun run = parent(store, false, List.of("-Xshare:auto"), "exit:7");
        assertThat(run.lines()).contains("aot false", "exit 7", "then false");
        onlyCache(store);
    }

    @Test
    void isMadeOnceByTwoProcesses() throws Exception {
        Files.delete(onlyCache(store));
        List<String> command = new ArrayList<>(List.of(JavaCommand.executable()));
        command.addAll(command(store, true, List.of(), "echo:x"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(shared.toFile());
        Process other = builder.start();
        try {
            JavaRun run = parent(store, true, List.of(), "echo:x");
            assertThat(run.answers()).containsExactly("x");
            try (var out = other.inputReader()) {
                List<String> lines = out.lines().toList();
                assertThat(lines).contains("> x");
                assertThat(run.lines().contains("aot true") || lines.contains("aot true")).isTrue();
            }
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly().waitFor();
        }
        onlyCache(store);
    }

    @Test
    void endsTheMakingOnClose() throws Exception {
        Files.delete(onlyCache(store));
        JavaRun run = parent(store, false, List.of(), "echo:x");
        assertThat(run.answers()).containsExactly("x");
        assertThat(caches(store)).hasSizeLessThanOrEqualTo(1);
        assertThat(ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(store.toString()))).isEmpty();
    }
}
