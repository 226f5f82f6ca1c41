package dev.footbridge.jcstress;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.util.TestLineReader;

/** All tests in one list, as jcstress reads only the first that is on the class path: the races' or the twins'. */
record TestLists(Path folder, List<String> tests) {

    /** Reads the lists and writes one for both into a folder of its own, to be put first on a class path. */
    static TestLists merged() throws IOException {
        String name = TestList.LIST.substring(1);
        List<String> lines = new ArrayList<>();
        for (URL list : Collections.list(TestLists.class.getClassLoader().getResources(name))) {
            try (var stream = list.openStream()) {
                new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
        }
        Path folder = HarnessRun.FOLDER.resolve("list");
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        return new TestLists(folder, lines.stream().map(line -> new TestLineReader(line).nextString()).sorted()
                .toList());
    }

    static boolean isTwin(String test) {
        return test.contains(".broken.");
    }

    /** {@code a.b.InboxRaces.Push} has its twin in {@code a.b.broken.InboxTwins.Push}. */
    static String twinOf(String race) {
        return race.replaceFirst("\\.(\\w+)Races\\.", ".broken.$1Twins.");
    }

    Stream<String> races() {
        return tests.stream().filter(test -> !isTwin(test));
    }

    Stream<String> twins() {
        return tests.stream().filter(TestLists::isTwin);
    }

    Stream<String> matching(Pattern pattern) {
        return tests.stream().filter(test -> pattern.matcher(test).find());
    }
}
