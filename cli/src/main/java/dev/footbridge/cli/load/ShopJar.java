package dev.footbridge.cli.load;

import dev.footbridge.cli.input.BadInput;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bookshop as a program: it serves the shop, or with the one argument {@code isbn-service} the price service.
 *
 * @param path where it is
 */
record ShopJar(Path path) {

    private static final String IN_SOURCE_TREE = "examples/bookshop/target/bookshop.jar";

    /** The one that the user named. */
    static ShopJar at(Path path) {
        BadInput.unless(Files.isRegularFile(path), "--shop is " + path + ", which is not there: name bookshop.jar");
        return new ShopJar(path.toAbsolutePath());
    }

    /** The one of the source tree that this program was built in. */
    static ShopJar ofSourceTree() {
        try {
            Path self = Path.of(ShopJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            for (Path folder = self.getParent(); folder != null; folder = folder.getParent()) {
                Path jar = folder.resolve(IN_SOURCE_TREE);
                if (Files.isRegularFile(jar)) {
                    return new ShopJar(jar);
                }
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw new BadInput(
                "the bookshop is not built: run ./footbridge load in the source tree, which builds it, or name"
                        + " bookshop.jar with --shop");
    }
}
