package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotKeyTest {

    @TempDir
    Path folder;

    @Test
    void differsForWhateverACacheDependsOn() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        FileTime time = Files.getLastModifiedTime(jar);
        Set<String> keys = new HashSet<>();
        keys.add(key(jar, List.of()));
        assertThat(keys).containsExactly(key(jar, List.of()));
        keys.add(key(jar, List.of("-XX:+UseG1GC")));
        keys.add(AotKey.of(List.of(jar), List.of(), new EntryPoints("w", "other", List.of())));
        keys.add(key(Files.copy(jar, folder.resolve("b.jar")), List.of()));
        Files.writeString(jar, "two");
        Files.setLastModifiedTime(jar, time);
        keys.add(key(jar, List.of()));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() + 5000));
        keys.add(key(jar, List.of()));
        assertThat(keys).hasSize(6).allMatch(key -> key.matches("[0-9a-f]{16}"));
    }

    private static String key(Path jar, List<String> options) throws IOException {
        return AotKey.of(List.of(jar), options, EntryPoints.LIBRARY);
    }

    @Test
    void tellsDamagedBytesFromWhole() throws IOException {
        byte[] bytes = new byte[1_000_000];
        Path file = Files.write(folder.resolve("file"), bytes);
        String whole = Checksum.of(file);
        bytes[700_000] = 1;
        Files.write(file, bytes);
        assertThat(Checksum.of(file)).isNotEqualTo(whole).hasSize(16);
        assertThat(Checksum.of("")).isEqualTo("0000000000000000");
    }
}
