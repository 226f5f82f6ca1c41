package dev.footbridge.cluster.net;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.ClusterTls;
import dev.footbridge.internal.Durations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jgroups.protocols.Bundler;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.MPING;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.protocols.SHARED_LOOPBACK;
import org.jgroups.protocols.SHARED_LOOPBACK_PING;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/**
 * Which of JGroups' protocols are used, and how. There is one port, and all of it under TLS: JGroups' own failure detection
 * by sockets would open another one without, so that a connection that breaks is taken for a suspicion in its place.
 */
public final class Stack {

    /** The largest message on the network: fragments of what is larger, and tables of members. */
    private static final int LARGEST_MESSAGE = 4 << 20;
    private static final int FRAGMENT = 60_000;
    private static final int LAST_PORT = (1 << 16) - 1;
    /** So much may be on its way to a member that does not take it, which fits into the system's buffers. */
    private static final long CREDITS = 2 << 20;

    private Stack() {}

    /** The protocols, the lowest first. */
    public static List<Protocol> of(ClusterOptions options) {
        long failure = Math.max(4, TimeUnit.NANOSECONDS.toMillis(Durations.nanos(options.failureTimeout())));
        List<Protocol> stack = new ArrayList<>(options.isInThisJvm()
                ? List.of(new SHARED_LOOPBACK(), new SHARED_LOOPBACK_PING())
                : List.of(transport(options), discovery(options)));
        stack.add(new MERGE3().setMinInterval(1_000).setMaxInterval(5_000));
        stack.add(new FD_ALL3().setTimeout(failure).setInterval(failure / 4));
        stack.add(new VERIFY_SUSPECT2().setTimeout(Math.min(1_000, failure / 2)));
        stack.add(new NAKACK2().useMcastXmit(false));
        // What was on its way to a member that is gone is kept no longer: its jobs have failed, or went elsewhere.
        stack.add(new UNICAST3().setConnCloseTimeout(2 * failure));
        stack.add(new STABLE().setDesiredAverageGossip(50_000).setMaxBytes(4 << 20));
        stack.add(new GMS().setJoinTimeout(1_000).printLocalAddress(false));
        stack.add(new UFC().setMaxCredits(CREDITS));
        stack.add(new MFC().setMaxCredits(CREDITS));
        stack.add(new FRAG4().setFragSize(FRAGMENT));
        return stack;
    }

    private static TCP transport(ClusterOptions options) {
        TCP tcp = new TCP();
        InetAddress bind = Places.bind(options);
        tcp.setBindAddress(bind);
        tcp.setBindPort(options.port());
        tcp.setPortRange(options.portRange());
        tcp.setMaxLength(LARGEST_MESSAGE);
        tcp.enableSuspectEvents(true);
        tcp.tcpNodelay(true);
        tcp.setClientBindAddr(bind);
        // A thread for each receiver, or one that does not answer would hold up what is for the others.
        Bundler senders = new PerDestinationBundler().useSingleSenderThread(false);
        tcp.setBundler(senders);
        ClusterTls tls = options.tls();
        if (tls != ClusterTls.NONE) {
            tcp.tls(new LimitedTls(tls.context()));
        }
        return tcp;
    }

    private static Protocol discovery(ClusterOptions options) {
        if (!options.dns().isEmpty()) {
            return new DNS_PING().setDNSQuery(options.dns());
        }
        if (!options.multicast().isEmpty()) {
            InetSocketAddress group = Places.hostAndPort("multicast group", options.multicast(), options.port());
            return new MPING().setMcastAddr(group.getAddress()).setMcastPort(group.getPort())
                    .setBindAddr(Places.bind(options));
        }
        // Who is asked tells of all whom it knows: one that is up is enough, though another may lead.
        return new TCPPING().setInitialHosts(places(options)).setPortRange(options.portRange()).returnEntireCache(true);
    }

    /** Where members may be: on this host on one of the next ports, too, where one that is closed says so at once. */
    private static List<InetSocketAddress> places(ClusterOptions options) {
        List<InetSocketAddress> places = new ArrayList<>();
        for (String member : options.members()) {
            InetSocketAddress first = Places.hostAndPort("member", member, options.port());
            int more = first.getAddress().isLoopbackAddress() ? options.portRange() : 0;
            for (int port = first.getPort(); port <= Math.min(first.getPort() + more, LAST_PORT); port++) {
                places.add(new InetSocketAddress(first.getAddress(), port));
            }
        }
        return places;
    }
}
