package dev.footbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public API of each published module is the one that {@code config/api} lists: it changes only on purpose. */
class ApiBaselineTest {

    private static final Path BASELINE = Published.root().resolve("config/api");
    private static final String REMEDY = "mvn -pl api-tests -am test -Dtest=ApiBaselineTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfootbridge.api=write";

    static List<Published> modules() {
        return Published.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isTheOneOfTheBaseline(Published module) throws IOException {
        Path file = BASELINE.resolve(module.artifact() + ".txt");
        List<String> listed = ApiListing.of(module.classes());
        if ("write".equals(System.getProperty("footbridge.api"))) {
            Files.createDirectories(BASELINE);
            Files.writeString(file, String.join("\n", listed) + "\n");
        }
        List<String> agreed = Files.exists(file) ? Files.readAllLines(file) : List.of();
        List<String> differences = differences(agreed, listed);
        assertThat(differences).as("the public API of %s is not the one in config/api/%s (- is gone, + is new): take it"
                + " back, or, if it is meant, say so in CHANGELOG.md and write the file anew: %s",
                module, file.getFileName(), REMEDY).isEmpty();
    }

    @Test
    void hasNoFileOfAnotherModule() throws IOException {
        List<String> names = Published.all().stream().map(module -> module.artifact() + ".txt").toList();
        try (Stream<Path> files = Files.list(BASELINE)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void saysWhichTypeADifferenceIsIn() {
        assertThat(differences(List.of("class A", "    int a()", "class B", "    int b()"),
                List.of("class A", "    int a()", "class B", "    long b()")))
                .containsExactly("- class B:     int b()", "+ class B:     long b()");
    }

    /** What only one of them has: each line with the type that it is in. */
    private static List<String> differences(List<String> agreed, List<String> listed) {
        Set<String> gone = withTypes(agreed);
        gone.removeAll(withTypes(listed));
        Set<String> added = withTypes(listed);
        added.removeAll(withTypes(agreed));
        List<String> differences = new ArrayList<>();
        gone.forEach(line -> differences.add("- " + line));
        added.forEach(line -> differences.add("+ " + line));
        return differences;
    }

    private static Set<String> withTypes(List<String> lines) {
        Set<String> all = new LinkedHashSet<>();
        String type = "";
        for (String line : lines) {
            if (!line.startsWith(" ")) {
                type = line.replaceAll(" (is|extends|permits) .*|[<(].*", "");
            }
            all.add(line.startsWith(" ") ? type + ": " + line : line);
        }
        return all;
    }
}
