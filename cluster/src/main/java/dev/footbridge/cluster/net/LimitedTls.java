package dev.footbridge.cluster.net;

import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;
import org.jgroups.util.TLS;
import org.jgroups.util.TLSClientAuth;

/**
 * Mutual TLS that gives up on those that accept a connection and then say nothing: a stopped process, or a stranger on a
 * port where a member may be. JGroups limits the connecting, but would wait for the handshake for ever.
 */
final class LimitedTls extends TLS {

    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(3);

    LimitedTls(SSLContext context) {
        enabled(true);
        setClientAuth(TLSClientAuth.NEED);
        setSSLContext(context);
    }

    @Override
    public SocketFactory createSocketFactory(SSLContext context) {
        SocketFactory factory = super.createSocketFactory(context);
        if (factory instanceof DefaultSocketFactory sockets) {
            sockets.setSocketConfigurator(LimitedTls::limit);
        }
        return factory;
    }

    private static void limit(Socket socket) {
        try {
            socket.setSoTimeout((int) HANDSHAKE_LIMIT.toMillis());
            ((SSLSocket) socket).addHandshakeCompletedListener(_ -> unlimit(socket));
        } catch (SocketException closed) {
            // as whoever connects it finds out
        }
    }

    /** A member may be silent for as long as it likes to. */
    private static void unlimit(Socket socket) {
        try {
            socket.setSoTimeout(0);
        } catch (SocketException closed) {
            // and needs no limit
        }
    }
}
