package dev.footbridge.examples.bookshop.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Chromium in a folder of its own, unpacked from the packages that this system's apt is set up for. Nothing is
 * installed: lists, downloads and files are in that folder, which the next run finds.
 */
final class PrivateBrowser {

    static final String FOLDER = "bookshop.browser.cache";
    private static final List<String> PACKAGES = List.of("chromium", "chromium-driver", "fonts-liberation");
    private static final int MINUTES = 10;
    private static final String REMEDY = ": install Chromium with its driver (packages chromium and chromium-driver), so"
            + " that the PATH has both, or name them with -D" + Browser.PROGRAM + "=... and -D" + Browser.DRIVER
            + "=...";

    private final Path home;
    private final Path work;

    private PrivateBrowser(Path home) {
        this.home = home;
        this.work = home.resolve("new");
    }

    static Browser get() {
        return in(Path.of(System.getProperty(FOLDER,
                Path.of(System.getProperty("user.home"), ".cache", "footbridge", "browser").toString())));
    }

    static Browser in(Path folder) {
        try {
            Files.createDirectories(folder);
            // Two builds at once fetch it once.
            try (FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock _ = file.lock()) {
                return new PrivateBrowser(folder).open();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no browser was found, and none could be put into " + folder + REMEDY, e);
        }
    }

    private Browser open() throws IOException {
        Path root = home.resolve("root");
        if (!Files.exists(root)) {
            fetch(root);
        }
        return new Browser(root.resolve("usr/lib/chromium/chromium"), root.resolve("usr/bin/chromedriver"),
                Map.of("LD_LIBRARY_PATH", libraries(root), "FONTCONFIG_FILE", fonts(root).toString()));
    }

    private void fetch(Path root) throws IOException {
        delete(work);
        Path files = Files.createDirectories(work.resolve("root"));
        Path archives = Files.createDirectories(work.resolve("cache/archives/partial")).getParent();
        Files.createDirectories(work.resolve("lists/partial"));
        run(apt("update"));
        List<String> install = apt("install");
        install.addAll(List.of("--yes", "--no-install-recommends", "--download-only"));
        install.addAll(PACKAGES);
        run(install);
        try (Stream<Path> packages = Files.list(archives)) {
            for (Path each : packages.filter(file -> file.toString().endsWith(".deb")).toList()) {
                run(List.of("dpkg-deb", "-x", each.toString(), files.toString()));
            }
        }
        // In place at once, so that a half of it is never taken for the whole.
        Files.move(files, root, StandardCopyOption.ATOMIC_MOVE);
        delete(work);
    }

    private List<String> apt(String command) {
        return new ArrayList<>(List.of("apt-get", "-q", "-o", "Dir::State::Lists=" + work.resolve("lists"), "-o",
                "Dir::Cache=" + work.resolve("cache"), "-o", "Debug::NoLocking=true", "-o",
                "APT::Sandbox::User=" + System.getProperty("user.name"), command));
    }

    private void run(List<String> command) throws IOException {
        Path log = home.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("no browser was found, and there is no " + command.getFirst()
                    + " to fetch one with" + REMEDY, e);
        }
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("no browser was found, and fetching one failed" + REMEDY + "; "
                        + String.join(" ", command) + " said:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a browser was fetched", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Every folder with a library that is not the browser's own. */
    private static String libraries(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().contains(".so") && Files.isRegularFile(file))
                    .map(file -> file.getParent().toString()).filter(folder -> !folder.contains("/usr/lib/chromium"))
                    .distinct().collect(Collectors.joining(":"));
        }
    }

    /** The fonts that came along and those of the system, which may have none, nor a word about where they are. */
    private Path fonts(Path root) throws IOException {
        return Files.writeString(home.resolve("fonts.conf"), """
                <?xml version="1.0"?>
                <fontconfig><dir>%s</dir><dir>/usr/share/fonts</dir><cachedir>%s</cachedir></fontconfig>
                """.formatted(root.resolve("usr/share/fonts"), home.resolve("fonts")));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
