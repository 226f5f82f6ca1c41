package dev.footbridge.stream;

/**
 * The code of a generator: emits items until it returns. It may wait between them, and in its cleanup.
 *
 * {@snippet :
 * GeneratorBody<Page> pages = out -> {
 *     for (int n = 1; ; n++) {
 *         Page page = await(client.get("/orders?page=" + n));
 *         if (page.isEmpty()) {
 *             return;
 *         }
 *         out.emit(page);
 *     }
 * };
 * }
 *
 * @param <T> the type of the items
 */
@FunctionalInterface
public interface GeneratorBody<T> {

    /**
     * Emits the items.
     *
     * @param out takes them
     * @throws Exception if it fails; whoever pulls gets this very exception after the items emitted before
     */
    void run(Emitter<T> out) throws Exception;
}
