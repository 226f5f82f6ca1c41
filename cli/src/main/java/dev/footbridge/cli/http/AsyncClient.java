package dev.footbridge.cli.http;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** A client that answers later; usable from any number of threads at once. */
public interface AsyncClient extends AutoCloseable {

    /** Asks for a page; the stage completes with the reply, whatever its status, or with the failure. */
    CompletionStage<Reply> get(URI uri);

    @Override
    void close();
}
