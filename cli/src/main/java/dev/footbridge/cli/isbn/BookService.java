package dev.footbridge.cli.isbn;

import dev.footbridge.cli.books.Catalog;
import dev.footbridge.cli.books.Volumes;
import dev.footbridge.cli.http.AsyncClient;
import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import dev.footbridge.cli.http.Reply;
import dev.footbridge.cli.http.UnexpectedReply;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A book service on the web, asked with a blocking client or with an async one; usable by several threads. */
final class BookService implements AutoCloseable {

    private final BookAddress address;
    private final BlockingClient blocking;
    private final AsyncClient async;
    private final BiPredicate<String, String> titles;
    private final JsonMapper json = JsonMapper.shared();

    private BookService(BookAddress address, BiPredicate<String, String> titles, BlockingClient blocking,
            AsyncClient async) {
        this.address = address;
        this.titles = titles;
        this.blocking = blocking;
        this.async = async;
    }

    /** A service that has the catalog's books under their own titles. */
    static BookService ofCatalog(BookAddress address) {
        BiPredicate<String, String> titles = (isbn, title) -> Catalog.titleOf(isbn).equals(title);
        return new BookService(address, titles, HttpClients.blocking(), HttpClients.async());
    }

    /** A service that may write titles in its own way. */
    static BookService ofUser(BookAddress address) {
        BiPredicate<String, String> titles = (isbn, title) -> !title.isBlank();
        return new BookService(address, titles, HttpClients.blocking(), HttpClients.async());
    }

    /** The same clients, and so the same connections, at another address; closed with this one. */
    BookService at(BookAddress other) {
        return new BookService(other, titles, blocking, async);
    }

    BookAddress address() {
        return address;
    }

    /** Whether a book may have this title. */
    boolean isTitle(String isbn, String title) {
        return titles.test(isbn, title);
    }

    /** The title of a book; the caller waits. */
    String title(String isbn) throws IOException {
        URI uri = address.of(isbn);
        return titleIn(blocking.get(uri), uri);
    }

    /** The title of a book, later. */
    CompletionStage<String> titleLater(String isbn) {
        URI uri = address.of(isbn);
        return async.get(uri).thenCompose(reply -> {
            try {
                return CompletableFuture.completedFuture(titleIn(reply, uri));
            } catch (UnexpectedReply e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    @Override
    public void close() {
        blocking.close();
        async.close();
    }

    private String titleIn(Reply reply, URI uri) throws UnexpectedReply {
        try {
            Volumes volumes = json.readValue(reply.orThrow(uri).text(), Volumes.class);
            if (!volumes.items().isEmpty()) {
                return volumes.items().getFirst().volumeInfo().title();
            }
        } catch (JacksonException e) {
            throw new UnexpectedReply(uri + " answered with something that is not the JSON of a book list");
        }
        throw new UnexpectedReply(uri + " answered that there is no such book");
    }
}
