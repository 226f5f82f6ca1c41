package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    @TempDir
    Path temporary;

    Path folder;

    @BeforeEach
    void onlyWherePermissionsAre() {
        assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("unix"));
        folder = temporary.resolve("a").resolve("b");
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void makesAFolderForItsUserAlone() throws IOException {
        assertThat(PrivateFolder.open(folder).path()).isEqualTo(folder.toRealPath());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatOthersCanWriteTo() throws IOException {
        PrivateFolder.open(folder);
        for (String permissions : new String[]{"rwxrwx---", "rwx---rwx"}) {
            allow(folder, permissions);
            assertThatThrownBy(() -> PrivateFolder.open(folder)).isInstanceOf(IOException.class)
                    .hasMessageContaining("writable to no one else");
        }
    }

    @Test
    void refusesAFolderThatOthersCanReplace() throws IOException {
        PrivateFolder.open(folder);
        allow(folder.getParent(), "rwxrwxrwx");
        assertThatThrownBy(() -> PrivateFolder.open(folder)).hasMessageContaining("is writable to everyone");
    }

    @Test
    void refusesAFolderOfAnotherUser() throws IOException {
        PrivateFolder.open(folder);
        assumeTrue(isRoot(), "only root can give a folder away");
        Files.setAttribute(folder, "unix:uid", 12345);
        assertThatThrownBy(() -> PrivateFolder.open(folder)).hasMessageContaining("must belong to");
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file");
        assertThatThrownBy(() -> PrivateFolder.open(folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PrivateFolder.open(folder.resolve("below"))).isInstanceOf(IOException.class);
    }

    @Test
    void ownsOnlyFilesThatNobodyElseCanWriteTo() throws IOException {
        PrivateFolder opened = PrivateFolder.open(folder);
        Path file = Files.writeString(folder.resolve("file"), "text");
        allow(file, "rw-r--r--");
        assertThat(opened.owns(file)).isTrue();
        assertThat(opened.owns(folder.resolve("none"))).isFalse();
        assertThat(opened.owns(Files.createSymbolicLink(folder.resolve("link"), file))).isFalse();
        allow(file, "rw-rw----");
        assertThat(opened.owns(file)).isFalse();
        if (isRoot()) {
            allow(file, "rw-------");
            Files.setAttribute(file, "unix:uid", 12345);
            assertThat(opened.owns(file)).isFalse();
        }
    }

    private boolean isRoot() throws IOException {
        return Files.getAttribute(temporary, "unix:uid").equals(0);
    }
}
