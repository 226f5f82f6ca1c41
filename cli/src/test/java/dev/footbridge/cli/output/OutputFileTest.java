package dev.footbridge.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cli.input.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    void theCheckLeavesNoFileBehind() {
        Path file = folder.resolve("new.json");
        OutputFile.at(file);
        assertThat(file).doesNotExist();
    }

    @Test
    void theCheckLeavesAnExistingFileAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("old.json"), "as it was");
        OutputFile output = OutputFile.at(file);
        assertThat(file).hasContent("as it was");
        output.writeJson(Map.of("a", 1));
        assertThat(file).hasContent("{\n  \"a\" : 1\n}\n");
    }

    @Test
    void aFileInAFolderThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> OutputFile.at(folder.resolve("none/file"))).isInstanceOf(BadInput.class)
                .hasMessageEndingWith("cannot be written (its folder does not exist): name another file");
    }
}
