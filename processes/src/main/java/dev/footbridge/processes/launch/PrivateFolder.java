package dev.footbridge.processes.launch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * A folder that nobody but its owner, the user of this process, can write to or have written to. On systems without such
 * permissions it is any folder that can be written to.
 */
final class PrivateFolder {

    private static final int STICKY = 01000;

    private final Path path;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    /** Makes the folder if need be, and checks it. */
    static PrivateFolder open(Path folder) throws IOException {
        if (!hasPermissions()) {
            return new PrivateFolder(Files.createDirectories(folder).toRealPath());
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path path = folder.toRealPath();
        UserPrincipal user = userOf(path);
        for (Path above = path; above != null; above = above.getParent()) {
            check(above, user, above.equals(path));
        }
        return new PrivateFolder(path);
    }

    private static void check(Path folder, UserPrincipal user, boolean innermost) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        boolean group = permissions.contains(PosixFilePermission.GROUP_WRITE);
        boolean others = permissions.contains(PosixFilePermission.OTHERS_WRITE);
        if (innermost && (group || others || !Files.getOwner(folder).equals(user))) {
            throw new IOException("folder " + folder + " must belong to " + user + " and be writable to no one else");
        }
        if (others && !innermost && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) == 0) {
            throw new IOException("folder " + folder + " is writable to everyone");
        }
    }

    /** The user of this process is who a new file belongs to. */
    private static UserPrincipal userOf(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "probe-", "");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    Path path() {
        return path;
    }

    /** Whether a file in this folder is one of the user's that no one else can write to. */
    boolean owns(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!hasPermissions()) {
            return true;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return Files.getOwner(file).equals(Files.getOwner(path))
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    }
}
