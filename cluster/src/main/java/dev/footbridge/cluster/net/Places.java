package dev.footbridge.cluster.net;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.ClusterTls;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses: where others are, and where this member listens. */
public final class Places {

    private Places() {}

    /** {@code host:port}, or {@code host} with the default port. */
    static InetSocketAddress hostAndPort(String what, String text, int defaultPort) {
        boolean isBareV6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        int colon = isBareV6 || text.endsWith("]") ? -1 : text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? defaultPort : port(what, text, text.substring(colon + 1));
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("the " + what + " '" + text + "' is at a host that cannot be found: "
                    + unknown.getMessage() + ". Give host:port", unknown);
        }
    }

    private static int port(String what, String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException _) {
            // as below
        }
        throw new IllegalArgumentException(
                "the " + what + " '" + text + "' has no port from 1 to 65535 after its colon: give host:port");
    }

    /** Where this member listens: what was asked for, or where the first other member is reached from. */
    static InetAddress bind(ClusterOptions options) {
        try {
            if (!options.bind().isEmpty()) {
                return InetAddress.getByName(options.bind());
            }
            if (options.members().isEmpty()) {
                return options.dns().isEmpty() && options.multicast().isEmpty()
                        ? InetAddress.getLoopbackAddress()
                        : InetAddress.getLocalHost();
            }
            InetSocketAddress other = hostAndPort("member", options.members().getFirst(), options.port());
            if (other.getAddress().isLoopbackAddress()) {
                return other.getAddress();
            }
            try (DatagramSocket towards = new DatagramSocket()) { // nothing is sent
                towards.connect(other);
                return towards.getLocalAddress();
            }
        } catch (IOException unknown) {
            throw new IllegalArgumentException("cluster '" + options.name() + "' cannot find the address to listen on"
                    + (options.bind().isEmpty() ? "" : " ('" + options.bind() + "')") + ": " + unknown
                    + ". Give one (bind)", unknown);
        }
    }

    /** Refuses a member that strangers could reach and nothing would keep out. */
    public static void checkGuarded(ClusterOptions options) {
        if (options.isInThisJvm() || options.isInsecureAllowed() || options.tls() != ClusterTls.NONE) {
            return;
        }
        InetAddress bind = bind(options);
        if (!bind.isLoopbackAddress()) {
            throw new IllegalStateException("cluster '" + options.name() + "' would listen on " + bind.getHostAddress()
                    + " without mutual TLS, and whoever reaches that port could run any code here: give it a key store"
                    + " (tls), or say that the network is guarded otherwise (withInsecureNetwork)");
        }
    }
}
