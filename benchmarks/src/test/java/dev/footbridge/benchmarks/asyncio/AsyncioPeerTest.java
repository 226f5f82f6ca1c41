package dev.footbridge.benchmarks.asyncio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncioPeerTest {

    @TempDir
    private Path folder;

    @Test
    void answersOnlyQuestionsThatThereAre() throws IOException, InterruptedException {
        String written = Files.readString(run(System.getenv("PATH")));
        if (Python.find().isEmpty()) {
            assertThat(written.strip()).matches("\\[\\s*]");
            return;
        }
        assertThat(written).contains("queue.QueueBenchmark.asyncio").contains("memory.MemoryPeers.asyncio");
        List<String> classes = Pattern.compile("\"benchmark\": \"(.*)\\.asyncio\"").matcher(written).results()
                .map(found -> found.group(1)).toList();
        assertThat(classes).allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    @Test
    void writesAnEmptyListWithoutPython() throws IOException, InterruptedException {
        assertThat(Files.readString(run(folder.toString())).strip()).matches("\\[\\s*]");
    }

    private Path run(String path) throws IOException, InterruptedException {
        Path file = folder.resolve("asyncio.json");
        ProcessBuilder java = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), AsyncioPeer.class.getName(), "--quick", file.toString());
        java.environment().put("PATH", path);
        assertThat(java.inheritIO().start().waitFor()).isZero();
        return file;
    }
}
