package dev.footbridge.cluster.net;

import org.jgroups.util.UUID;

/** Members that are not there. */
public final class MemberIds {

    private MemberIds() {}

    /** One of them. */
    public static MemberId named(String name) {
        return new MemberId(new UUID(name.hashCode(), name.length()));
    }
}
