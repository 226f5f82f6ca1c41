package dev.footbridge.examples.bookshop.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium or Chrome with its driver. Which one: that of the system properties, else that of the PATH, else one that
 * is fetched for these tests alone.
 *
 * @param program the browser
 * @param driver its driver
 * @param environment what both need to run
 */
record Browser(Path program, Path driver, Map<String, String> environment) {

    static final String PROGRAM = "bookshop.browser";
    static final String DRIVER = "bookshop.browser.driver";

    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable");
    private static final List<String> DRIVERS = List.of("chromedriver", "chromium.chromedriver");

    /** Finds one; fails with what to install. */
    static Browser find() {
        String program = System.getProperty(PROGRAM, "");
        String driver = System.getProperty(DRIVER, "");
        if (!program.isEmpty() || !driver.isEmpty()) {
            return new Browser(named(PROGRAM, program), named(DRIVER, driver), Map.of());
        }
        return onPath(System.getenv("PATH")).orElseGet(PrivateBrowser::get);
    }

    /** The browser and the driver of a PATH, if it has both. */
    static Optional<Browser> onPath(String path) {
        return first(path, PROGRAMS)
                .flatMap(program -> first(path, DRIVERS).map(driver -> new Browser(program, driver, Map.of())));
    }

    private static Path named(String property, String value) {
        if (value.isEmpty() || !Files.isExecutable(Path.of(value))) {
            throw new IllegalStateException(
                    property + " is '" + value + "': it must name a program; " + PROGRAM + " and "
                            + DRIVER + " are given together");
        }
        return Path.of(value);
    }

    private static Optional<Path> first(String path, List<String> names) {
        return names.stream().flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }
}
