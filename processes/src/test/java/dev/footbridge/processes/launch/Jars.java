package dev.footbridge.processes.launch;

import dev.footbridge.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of this build, made by a test. */
final class Jars {

    private Jars() {}

    /** A jar of core. */
    static Path core(Path folder) throws IOException {
        return jar(folder.resolve("footbridge-core.jar"), content(Level.class, "dev/footbridge/"));
    }

    /** A jar of this module, together with the tiny programs of these tests. */
    static Path processes(Path folder) throws IOException {
        TreeMap<String, byte[]> content = content(Launcher.class, "dev/footbridge/processes/");
        for (Class<?> program : List.of(TinyWorker.class, TinyParent.class)) {
            String name = program.getName().replace('.', '/') + ".class";
            content.put(name, Files.readAllBytes(place(program).resolve(name)));
        }
        return jar(folder.resolve("footbridge-processes.jar"), content);
    }

    /** A jar of a user's, with one file in it. */
    static Path user(Path jar, String name) throws IOException {
        return jar(jar, new TreeMap<>(Map.of(name, new byte[]{1})));
    }

    /** The directory of compiled classes that a class of this build comes from, or its jar. */
    static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What lies below a name where a class comes from, and the module's descriptor. */
    private static TreeMap<String, byte[]> content(Class<?> type, String prefix) throws IOException {
        Path place = place(type);
        return Files.isDirectory(place) ? ofDirectory(place, prefix) : ofJar(place, prefix);
    }

    private static TreeMap<String, byte[]> ofDirectory(Path directory, String prefix) throws IOException {
        TreeMap<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                if (name.startsWith(prefix) || name.equals("module-info.class")) {
                    content.put(name, Files.readAllBytes(file));
                }
            }
        }
        return content;
    }

    private static TreeMap<String, byte[]> ofJar(Path jar, String prefix) throws IOException {
        TreeMap<String, byte[]> content = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                if (!entry.isDirectory()
                        && (entry.getName().startsWith(prefix) || entry.getName().equals("module-info.class"))) {
                    content.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return content;
    }

    /** Writes a jar of these files; jars in it are stored, not compressed. */
    static Path jar(Path jar, TreeMap<String, byte[]> content) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().getParent());
        try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream out = new ZipOutputStream(file)) {
            for (var each : content.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                if (Set.of("jar").contains(each.getKey().substring(each.getKey().lastIndexOf('.') + 1))) {
                    CRC32 sum = new CRC32();
                    sum.update(each.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(each.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                out.putNextEntry(entry);
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }
}
