package dev.footbridge.cli.http;

import dev.footbridge.cli.input.BadInput;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** Checks addresses before anything is measured. */
public final class Probe {

    private Probe() {}

    /** The address in a text given by the user. */
    public static URI address(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            BadInput.unless(uri.getHost() != null && (scheme.equals("http") || scheme.equals("https")),
                    "'" + text + "' is no web address: it must look like http://host/path");
            return uri;
        } catch (IllegalArgumentException e) {
            throw new BadInput("'" + text + "' is no web address: " + e.getMessage(), e);
        }
    }

    /** Calls the address once and returns the reply, which has the status 200. */
    public static Reply call(URI uri) {
        try (BlockingClient client = HttpClients.blocking()) {
            return client.get(uri).orThrow(uri);
        } catch (IOException e) {
            throw CallFailure.of(uri, e);
        }
    }
}
