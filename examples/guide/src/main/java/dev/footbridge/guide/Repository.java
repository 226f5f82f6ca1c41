package dev.footbridge.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of the project, and where in it documents and examples are. Paths are relative to it, with slashes.
 *
 * @param root the folder
 */
record Repository(Path root) {

    static final String GUIDE = "docs/guide";
    static final String EXAMPLES = "examples/guide/src";
    static final String SAMPLES = "samples";

    /** Chapters whose code other tests run. */
    static final Set<String> CHECKED_ELSEWHERE = Set.of("hosts.md", "spring.md", "interop.md");

    /** The project that the working directory is in. */
    static Repository here() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(GUIDE)) && Files.isRegularFile(folder.resolve("footbridge"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath()
                + " has docs/guide and the launcher footbridge: start inside the project");
    }

    /** The chapters of the guide whose blocks are taken from examples. */
    List<String> chapters() {
        return documents().stream().filter(path -> path.startsWith(GUIDE + "/"))
                .filter(path -> !CHECKED_ELSEWHERE.contains(path.substring(GUIDE.length() + 1))).toList();
    }

    /** All Markdown documents: those beside the README, those in docs, and what examples say of themselves. */
    List<String> documents() {
        List<String> beside = files(".", ".md", 1);
        List<String> inside = files("docs", ".md", Integer.MAX_VALUE);
        List<String> examples = files("examples", "README.md", 2);
        return Stream.of(beside, inside, examples).flatMap(List::stream).sorted().toList();
    }

    /** Files under a folder whose names end so, build output excluded. */
    List<String> files(String folder, String end, int depth) {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start, depth)) {
            return all.map(path -> root.relativize(path.normalize()).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(end) && !path.contains("target/")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String path, String text) {
        try {
            Files.writeString(root.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
