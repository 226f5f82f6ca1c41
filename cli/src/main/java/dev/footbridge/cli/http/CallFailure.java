package dev.footbridge.cli.http;

import dev.footbridge.cli.input.BadInput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in one line why a call failed and what to look at. */
public final class CallFailure {

    private CallFailure() {}

    /** The line for a failure of a call to the address. */
    public static BadInput of(URI uri, IOException failure) {
        return new BadInput(line(uri, failure), failure);
    }

    private static String line(URI uri, IOException failure) {
        String where = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return switch (failure) {
            case UnexpectedReply e -> String.valueOf(e.getMessage());
            case UnknownHostException _ -> "there is no host named " + uri.getHost() + ": check the address " + uri;
            case ConnectException _ -> where + " refused the connection: check that a server listens there";
            case NoRouteToHostException _ -> "there is no route to " + where + ": check the address and the network";
            case InterruptedIOException _ -> where + " did not answer in time: check the address " + uri;
            case SSLException e -> "no secure connection with " + where + ": " + e.getMessage();
            case SocketException e -> "the connection with " + where + " broke: " + e.getMessage();
            default -> "the call to " + uri + " failed: " + failure;
        };
    }
}
