package dev.footbridge.cluster.net;

import org.jgroups.Address;

/** A member, as long as it lives: one that comes back after a restart is another. */
public final class MemberId {

    private final Address address;

    MemberId(Address address) {
        this.address = address;
    }

    Address address() {
        return address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemberId member && address.equals(member.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** Its name and, where that is known, where it is. */
    @Override
    public String toString() {
        return address.toString();
    }
}
