package dev.footbridge.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module that users get: one that the BOM lists.
 *
 * @param artifact its name in Maven
 * @param folder where it is built
 */
record Published(String artifact, Path folder) {

    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");

    /** The folder of the project, from wherever inside it the tests are run. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("bom/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath()
                + " has bom/pom.xml: start inside the project");
    }

    /** All of them, in the order of the BOM. */
    static List<Published> all() {
        String bom = read(root().resolve("bom/pom.xml"));
        String managed = bom.substring(bom.indexOf("<dependencyManagement>"), bom.indexOf("</dependencyManagement>"));
        return ARTIFACT.matcher(managed).results().map((MatchResult found) -> found.group(1)).map(Published::named)
                .toList();
    }

    private static Published named(String artifact) {
        try (Stream<Path> files = Files.walk(root(), 3)) {
            Path pom = files.filter(file -> file.endsWith("pom.xml") && !file.toString().contains("target"))
                    .filter(file -> artifact.equals(artifactOf(file))).findFirst()
                    .orElseThrow(() -> new IllegalStateException("bom/pom.xml lists " + artifact
                            + ", and no pom.xml has that name: build it, or take it off the list"));
            return new Published(artifact, pom.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String artifactOf(Path pom) {
        return ARTIFACT.matcher(PARENT.matcher(read(pom)).replaceFirst("")).results()
                .map(found -> found.group(1)).findFirst().orElse("");
    }

    /** Where its classes are. */
    Path classes() {
        return folder.resolve("target/classes");
    }

    /** Its sources in Java. */
    List<Path> sources() {
        try (Stream<Path> files = Files.walk(folder.resolve("src/main"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return artifact;
    }
}
