package dev.footbridge.cluster.net;

import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;

/** A cable that is pulled, and put back. */
public final class Cut implements AutoCloseable {

    private final ProtocolStack stack;

    /** Nothing comes to this member, and nothing goes from it, until it is closed. */
    public Cut(Net net) throws Exception {
        stack = net.channel().getProtocolStack();
        stack.insertProtocol(new DISCARD().discardAll(true), ProtocolStack.Position.ABOVE, TP.class);
    }

    @Override
    public void close() {
        stack.removeProtocol(DISCARD.class);
    }
}
