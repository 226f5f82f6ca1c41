package dev.footbridge.cli.input;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The source tree that this program was built in: other programs that it runs are built there. */
public final class SourceTree {

    private SourceTree() {}

    /** A file of it, by its path from the root; empty if there is none, or no source tree. */
    public static Optional<Path> file(String path) {
        try {
            Path self = Path.of(SourceTree.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            for (Path folder = self.getParent(); folder != null; folder = folder.getParent()) {
                Path file = folder.resolve(path);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
