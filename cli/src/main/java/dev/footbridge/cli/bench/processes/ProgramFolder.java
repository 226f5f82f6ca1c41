package dev.footbridge.cli.bench.processes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with the programs of the contenders, as a user would have them: Footbridge's jars and a small program beside
 * them, where this command is one large jar; and Python's script.
 */
final class ProgramFolder implements AutoCloseable {

    private static final String ROOT = "dev/footbridge/";
    private static final String PROCESSES = ROOT + "processes/";
    private static final String COMMAND = ROOT + "cli/";
    private static final String SCRIPT = "python_side.py";

    private final Path folder;

    private ProgramFolder(Path folder) {
        this.folder = folder;
    }

    static ProgramFolder open() {
        try {
            return new ProgramFolder(Files.createTempDirectory("footbridge-bench-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where contenders cache what they like. */
    Path caches() {
        return folder.resolve("caches");
    }

    /** Python's side. */
    Path script() {
        Path script = folder.resolve(SCRIPT);
        try (InputStream text = Objects.requireNonNull(ProgramFolder.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            Files.copy(text, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return script;
    }

    /** Footbridge's side. */
    String classPath() {
        try {
            Path ours = Path.of(
                    FootbridgeSide.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isRegularFile(ours) ? split(ours) : System.getProperty("java.class.path");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path of this command cannot be read", e);
        }
    }

    private String split(Path jar) throws IOException {
        Map<String, Predicate<String>> parts = new LinkedHashMap<>();
        parts.put("program.jar", name -> name.startsWith(COMMAND));
        parts.put("footbridge-processes.jar", name -> name.startsWith(PROCESSES));
        parts.put("footbridge-core.jar",
                name -> name.startsWith(ROOT) && !name.startsWith(COMMAND) && !name.startsWith(PROCESSES));
        try (JarFile from = new JarFile(jar.toFile())) {
            for (var part : parts.entrySet()) {
                try (JarOutputStream to = new JarOutputStream(
                        Files.newOutputStream(folder.resolve(part.getKey())))) {
                    for (JarEntry entry : from.stream().filter(each -> part.getValue().test(each.getName())).toList()) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream bytes = from.getInputStream(entry)) {
                            bytes.transferTo(to);
                        }
                    }
                }
            }
        }
        return parts.keySet().stream().map(name -> folder.resolve(name).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
