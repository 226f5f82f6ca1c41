package dev.footbridge.examples.bookshop.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the browser of the page's test comes from. */
class BrowserTest {

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(Browser.PROGRAM);
        System.clearProperty(Browser.DRIVER);
    }

    @Test
    void isTheOneThatIsNamed() throws IOException {
        Path program = program("mine");
        Path driver = program("its-driver");
        System.setProperty(Browser.PROGRAM, program.toString());
        assertThatThrownBy(Browser::find).hasMessage("bookshop.browser.driver is '': it must name a program;"
                + " bookshop.browser and bookshop.browser.driver are given together");
        System.setProperty(Browser.DRIVER, driver.toString());
        assertThat(Browser.find()).isEqualTo(new Browser(program, driver, Map.of()));
    }

    @Test
    void isOnThePathWithItsDriver() throws IOException {
        String path = "/nowhere:" + folder;
        Path program = program("google-chrome");
        assertThat(Browser.onPath(path)).isEmpty();
        Path driver = program("chromedriver");
        assertThat(Browser.onPath(path)).contains(new Browser(program, driver, Map.of()));
        Path better = program("chromium");
        assertThat(Browser.onPath(path)).contains(new Browser(better, driver, Map.of()));
    }

    @Test
    void isFoundAgainWhereItWasFetched() throws IOException {
        Files.createDirectories(folder.resolve("root/usr/lib/x")).resolve("libx.so.1").toFile().createNewFile();
        Browser browser = PrivateBrowser.in(folder);
        assertThat(browser.program()).isEqualTo(folder.resolve("root/usr/lib/chromium/chromium"));
        assertThat(browser.environment()).containsEntry("LD_LIBRARY_PATH", folder.resolve("root/usr/lib/x").toString())
                .containsEntry("FONTCONFIG_FILE", folder.resolve("fonts.conf").toString());
    }

    private Path program(String name) throws IOException {
        return Files.createFile(folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
