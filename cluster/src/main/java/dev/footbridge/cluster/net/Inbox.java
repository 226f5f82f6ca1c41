package dev.footbridge.cluster.net;

import dev.footbridge.cluster.wire.Packet;
import java.util.List;

/**
 * Hears what comes from the others. The packets of one member come in order, one at a time, those of different members at
 * the same time; nothing may be waited for here.
 */
public interface Inbox {

    /** These are the members now, this one included. */
    void members(List<MemberId> members);

    /** A member has sent this. */
    void packet(MemberId from, Packet packet);

    /** A member has sent what is no packet. */
    void garbage(MemberId from, Exception what);
}
