package dev.footbridge.cluster.net;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packets;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.Receiver;
import org.jgroups.View;

/** The way to the other members. Any thread. */
public final class Net implements AutoCloseable {

    private final JChannel channel;
    private final Inbox inbox;

    private Net(JChannel channel, Inbox inbox) {
        this.channel = channel;
        this.inbox = inbox;
    }

    /** A way that is not open yet. */
    public static Net of(ClusterOptions options, String memberName, Inbox inbox) {
        try {
            JChannel channel = new JChannel(Stack.of(options)).name(memberName);
            Net net = new Net(channel, inbox);
            channel.setReceiver(net.new Ear());
            return net;
        } catch (Exception failed) {
            throw refused(options, memberName, failed);
        }
    }

    /** Joins the cluster, or is its first member. */
    public void join(ClusterOptions options, String memberName) {
        try {
            channel.connect(options.name());
        } catch (Exception failed) {
            channel.close();
            throw refused(options, memberName, failed);
        }
    }

    private static IllegalStateException refused(ClusterOptions options, String memberName, Exception failed) {
        return new IllegalStateException("cluster '" + options.name() + "' cannot be joined by member '" + memberName
                + "': " + failed + ". See to its network settings (members, bind, port, tls)", failed);
    }

    /** This member. */
    public MemberId self() {
        return new MemberId(channel.address());
    }

    /** Where a member is reached, for messages; its name if that is not known. */
    public String where(MemberId member) {
        Object place = channel.down(new org.jgroups.Event(org.jgroups.Event.GET_PHYSICAL_ADDRESS, member.address()));
        return place instanceof PhysicalAddress physical ? physical.printIpAddress() : member.toString();
    }

    /** Sends a packet; waits while the receiver has not taken what was sent before. */
    void send(MemberId to, Packet packet) throws Exception {
        channel.send(new BytesMessage(to.address(), Packets.encode(packet)));
    }

    /** Whether this member is still one. */
    boolean isOpen() {
        return channel.isConnected();
    }

    /** The engine, for tests that cut it off. */
    JChannel channel() {
        return channel;
    }

    /** Leaves the cluster. */
    @Override
    public void close() {
        channel.close();
    }

    private final class Ear implements Receiver {

        @Override
        public void receive(Message message) {
            MemberId from = new MemberId(message.getSrc());
            Packet packet;
            try {
                packet = Packets.decode(message.getArray(), message.getOffset(), message.getLength());
            } catch (Exception damaged) {
                inbox.garbage(from, damaged);
                return;
            }
            inbox.packet(from, packet);
        }

        @Override
        public void viewAccepted(View view) {
            List<MemberId> members = new ArrayList<>();
            for (Address member : view.getMembers()) {
                members.add(new MemberId(member));
            }
            inbox.members(members);
        }
    }
}
