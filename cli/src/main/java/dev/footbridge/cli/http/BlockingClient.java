package dev.footbridge.cli.http;

import java.io.IOException;
import java.net.URI;

/** A client whose caller waits; usable from any number of threads at once. */
public interface BlockingClient extends AutoCloseable {

    /** Gets a page, whatever its status. */
    Reply get(URI uri) throws IOException;

    @Override
    void close();
}
