package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {

    private static final List<String> AWKWARD = List.of("a b", "\"quoted\"", "it's", "back\\slash", "back\\",
            "#no comment",
            "tab\tline\nend", "@at", "", " ", "ä€", "${HOME}", "*");

    @TempDir
    Path folder;

    @Test
    void javaReadsWhatWasWritten() throws Exception {
        List<String> options = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < AWKWARD.size(); i++) {
            options.add("-Dp" + i + "=" + AWKWARD.get(i));
            questions.add("property:p" + i);
        }
        options.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp",
                Jars.place(TinyWorker.class) + java.io.File.pathSeparator + Jars.place(Launcher.class)));
        List<String> command = new ArrayList<>();
        try (ArgumentFile file = new ArgumentFile()) {
            command.add(file.word(options));
            command.add(TinyWorker.class.getName());
            command.addAll(questions);
            JavaRun run = JavaRun.of(folder, Map.of(), command);
            String all = String.join("\n", run.lines());
            for (int i = 0; i < AWKWARD.size(); i++) {
                if (AWKWARD.get(i).equals("ä€") && !System.getProperty("sun.jnu.encoding").equals("UTF-8")) {
                    continue;
                }
                assertThat(all).contains("> " + AWKWARD.get(i));
            }
        }
    }

    @Test
    void isPrivateAndGoneInTheEnd() throws Exception {
        ArgumentFile file = new ArgumentFile();
        Path written = Path.of(file.word(List.of("-ea")).substring(1));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(file.word(List.of("-ea"))).isEqualTo("@" + written);
        file.close();
        assertThat(written.getParent()).doesNotExist();
        file.close();
    }

    @Test
    void isWrittenAgainWhenSomebodyDeletedIt() throws Exception {
        try (ArgumentFile file = new ArgumentFile()) {
            Path first = Path.of(file.word(List.of("-ea")).substring(1));
            Files.delete(first);
            Files.delete(first.getParent());
            assertThat(Path.of(file.word(List.of("-ea")).substring(1))).hasContent("\"-ea\"");
        }
    }
}
