package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ModuleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.example.shop.Shop;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's program with a pool, started in each of the ways that programs are, and with each kind of AOT store. */
class WholePoolTest {

    @TempDir
    static Path shared;

    /** Jars of core, of processes, and of the program. */
    static Path lib;

    @TempDir
    Path folder;

    /** The user's cache folder. */
    Path caches;

    @BeforeAll
    static void makeJars() throws IOException {
        lib = Files.createDirectory(shared.resolve("lib"));
        Jars.core(lib);
        Jars.processes(lib);
        Jars.jar(lib.resolve("shop.jar"), shop(""));
    }

    @BeforeEach
    void makeCacheFolder() throws IOException {
        caches = Files.createDirectory(folder.resolve("caches"));
    }

    /** The program's files, below a prefix. */
    private static TreeMap<String, byte[]> shop(String prefix) throws IOException {
        TreeMap<String, byte[]> content = new TreeMap<>(Map.of(prefix + "shop.txt", new byte[]{1}));
        Path classes = Jars.place(Shop.class);
        try (Stream<Path> files = Files.list(classes.resolve("org/example/shop"))) {
            for (Path file : files.toList()) {
                content.put(prefix + "org/example/shop/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return content;
    }

    private JavaRun run(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of("XDG_CACHE_HOME", caches.toString()));
        all.putAll(environment);
        return JavaRun.of(folder, all, List.of(arguments));
    }

    private JavaRun runJars(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-cp", String.join(File.pathSeparator, lib.resolve("shop.jar")
                .toString(), lib.resolve("footbridge-core.jar").toString(),
                lib.resolve("footbridge-processes.jar")
                        .toString()),
                Shop.class.getName()));
        all.addAll(List.of(arguments));
        return run(environment, all.toArray(new String[0]));
    }

    private static void assertAllWell(JavaRun run, String module, boolean cached) {
        assertThat(run.lines()).as("a run with exit code " + run.exit()).containsExactly(
                "call = Item[name=tea!, price=4]",
                "map = [0, 1, 2, 3, 4, 5, 6]",
                "async = Item[name=tea, price=3]",
                "nested = tea in a job in a job",
                "failure = there is no tea left Item[name=tea, price=3] the shelf is empty",
                "elsewhere = true",
                "module = " + module,
                "resource = true",
                "cached = " + cached,
                "crashed = 0");
        assertThat(run.exit()).isZero();
    }

    private Path fill() throws Exception {
        assumeTrue(CacheFolder.ofUser().toString().contains("cache"), "the system has another place for caches");
        assertAllWell(runJars(Map.of(), "await"), "unnamed module", false);
        try (Stream<Path> files = Files.list(caches.resolve("footbridge").resolve("aot"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
        }
    }

    @Test
    void worksFromJarsAndWithTheStoreEmptyFilledAndDamaged() throws Exception {
        Path cache = fill();
        assertAllWell(runJars(Map.of()), "unnamed module", true);
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[5000]);
        }
        assertAllWell(runJars(Map.of()), "unnamed module", false);
    }

    @Test
    void worksWhenTheJarsWereBuiltAgain() throws Exception {
        fill();
        Path jar = lib.resolve("footbridge-core.jar");
        byte[] before = Files.readAllBytes(jar);
        try {
            byte[] again = before.clone();
            again[10] ^= 2; // the time of an entry
            Files.write(jar, again);
            assertAllWell(runJars(Map.of()), "unnamed module", false);
        } finally {
            Files.write(jar, before);
        }
    }

    @Test
    void worksWhereNoCacheCanBeKept() throws Exception {
        Files.writeString(caches.resolve("footbridge"), "a file where the folder would be");
        assertAllWell(runJars(Map.of()), "unnamed module", false);
        Files.delete(caches.resolve("footbridge"));
        assumeTrue(caches.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("r-xrwxrwx"));
        assertAllWell(runJars(Map.of()), "unnamed module", false);
    }

    @Test
    void worksOverSocketsWhereThereAreNoNamedPipes() throws Exception {
        assertAllWell(runJars(Map.of("PATH", folder.toString())), "unnamed module", false);
        Path failing = Files.writeString(folder.resolve("mkfifo"), "not a program");
        assumeTrue(failing.toFile().setExecutable(true));
        assertAllWell(runJars(Map.of("PATH", folder.toString())), "unnamed module", false);
    }

    @Test
    void worksFromModules() throws Exception {
        Path mods = Files.createDirectory(folder.resolve("mods"));
        Files.copy(lib.resolve("footbridge-core.jar"), mods.resolve("core.jar"));
        Files.copy(lib.resolve("footbridge-processes.jar"), mods.resolve("processes.jar"));
        TreeMap<String, byte[]> content = shop("");
        content.put("module-info.class", ClassFile.of().buildModule(ModuleAttribute.of(
                ModuleDesc.of("org.example.shop"), module -> module.requires(ModuleDesc.of("java.base"), 0, null)
                        .requires(ModuleDesc.of("dev.footbridge.processes"), 0, null))));
        Jars.jar(mods.resolve("shop.jar"), content);
        assertAllWell(run(Map.of(), "-p", "mods", "-m", "org.example.shop/" + Shop.class.getName()),
                "module org.example.shop", false);
    }

    @Test
    void worksFromASpringBootJar() throws Exception {
        TreeMap<String, byte[]> content = BootJarTest.loader(Shop.class, "BOOT-INF");
        content.putAll(shop("BOOT-INF/classes/"));
        content.put("BOOT-INF/lib/core.jar", Files.readAllBytes(lib.resolve("footbridge-core.jar")));
        content.put("BOOT-INF/lib/processes.jar", Files.readAllBytes(lib.resolve("footbridge-processes.jar")));
        Path jar = Jars.jar(folder.resolve("the app.jar"), content);
        assertAllWell(run(Map.of(), "-jar", jar.toString()), "unnamed module", false);
    }
}
