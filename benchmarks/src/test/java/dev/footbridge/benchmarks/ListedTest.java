package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

class ListedTest {

    @Test
    void everyMainThatIsListedCanBeRun() throws Exception {
        for (String name : lines("benchmark-mains")) {
            int modifiers = Class.forName(name).getMethod("main", String[].class).getModifiers();
            assertThat(Modifier.isStatic(modifiers)).as(name).isTrue();
        }
        assertThat(lines("benchmark-mains")).contains("dev.footbridge.benchmarks.asyncio.AsyncioPeer");
    }

    @Test
    void quickArgumentsAreJmhsAndLeaveAContenderOfEachQuestion() throws Exception {
        CommandLineOptions options = new CommandLineOptions(lines("benchmark-quick").toArray(String[]::new));
        assertThat(options.getParameter("capacity").get()).containsExactly("64");
        List<String> left = BenchmarkList.defaultList().find(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), options.getIncludes(),
                options.getExcludes()).stream().map(BenchmarkListEntry::getUsername).toList();
        assertThat(left).map(name -> name.split("\\.")[3]).contains("bridge", "switching", "gather", "queue",
                "generator",
                "lock", "fanout");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = ListedTest.class.getResourceAsStream("/META-INF/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
