package dev.footbridge.cli.load;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.input.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bookshop as a program: it serves the shop, or with the one argument {@code isbn-service} the price service.
 *
 * @param path where it is
 */
record ShopJar(Path path) {

    /** The one that the user named. */
    static ShopJar at(Path path) {
        BadInput.unless(Files.isRegularFile(path), "--shop is " + path + ", which is not there: name bookshop.jar");
        return new ShopJar(path.toAbsolutePath());
    }

    /** The one of the source tree that this program was built in. */
    static ShopJar ofSourceTree() {
        return new ShopJar(SourceTree.file("examples/bookshop/target/bookshop.jar").orElseThrow(() -> new BadInput(
                "the bookshop is not built: run ./footbridge load in the source tree, which builds it, or name"
                        + " bookshop.jar with --shop")));
    }
}
