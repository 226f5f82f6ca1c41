package dev.footbridge.cli.bench.jmh;

import dev.footbridge.cli.bench.child.ChildProgram;
import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.input.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The benchmarks as a program: JMH's, with lists of what it has beside the benchmarks of JMH.
 *
 * @param path where it is
 * @param arguments what JMH is told besides, by the user
 */
public record BenchmarksJar(Path path, List<String> arguments) {

    private static final Duration LIST_LIMIT = Duration.ofMinutes(1);
    private static final Pattern BENCHMARK = Pattern.compile("(?:\\w+\\.)+\\w+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** The main classes of programs that measure and write figures in JMH's form, one to a line. */
    private static final String MAINS = "META-INF/benchmark-mains";
    /** Arguments for JMH when it is to be quick. */
    private static final String QUICK = "META-INF/benchmark-quick";

    /** The one that the user named. */
    public static BenchmarksJar at(Path path) {
        BadInput.unless(Files.isRegularFile(path),
                "--benchmarks is " + path + ", which is not there: name benchmarks.jar");
        return new BenchmarksJar(path.toAbsolutePath(), List.of());
    }

    /** The one of the source tree that this program was built in. */
    public static BenchmarksJar ofSourceTree() {
        return new BenchmarksJar(SourceTree.file("benchmarks/target/benchmarks.jar").orElseThrow(() -> new BadInput(
                "the benchmarks are not built: run ./footbridge bench in the source tree, which builds them, or name"
                        + " benchmarks.jar with --benchmarks")),
                List.of());
    }

    /** The same with these arguments for JMH, in one line. */
    public BenchmarksJar with(String line) {
        return new BenchmarksJar(path, line.isBlank() ? List.of() : List.of(SPACE.split(line.strip(), -1)));
    }

    /** The classes that have benchmarks of JMH. */
    List<String> classes() {
        TreeSet<String> classes = new TreeSet<>();
        try {
            ChildProgram.java(path.getFileName().toString(), List.of("-jar", path.toString(), "-l"), LIST_LIMIT)
                    .run(line -> BENCHMARK.matcher(line).matches()
                            && classes.add(line.substring(0, line.lastIndexOf('.'))));
        } catch (IllegalStateException e) {
            throw new BadInput(path + " does not list its benchmarks (" + e.getMessage()
                    + "): build it anew, or name another with --benchmarks", e);
        }
        return List.copyOf(classes);
    }

    /** The programs beside them. */
    List<String> mains() {
        return words(MAINS);
    }

    /** What JMH is told when it is to be quick, and no more. */
    List<String> quickArguments() {
        return words(QUICK);
    }

    private List<String> words(String entry) {
        try (JarFile jar = new JarFile(path.toFile())) {
            ZipEntry file = jar.getEntry(entry);
            if (file == null) {
                return List.of();
            }
            try (InputStream bytes = jar.getInputStream(file)) {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .flatMap(line -> Stream.of(SPACE.split(line, -1))).toList();
            }
        } catch (IOException e) {
            throw new BadInput(path + " cannot be read (" + e.getMessage()
                    + "): build it anew, or name another with --benchmarks", e);
        }
    }
}
