package dev.footbridge.cluster.node;

import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.wire.Packet.Hello;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The members in sight, the line to each, and what they last said of themselves. Any thread. */
final class Neighbours {

    /** So many strangers are remembered that speak before they are seen. */
    private static final int STRANGERS = 1_000;

    /** Makes a line to a member. */
    interface Lines {
        Line to(MemberId member);
    }

    private final Lines maker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MemberId, Line> lines = new HashMap<>();
    private final Map<MemberId, Long> sessions = new HashMap<>();
    private final Map<MemberId, Hello> early = new LinkedHashMap<>();

    Neighbours(Lines maker) {
        this.maker = maker;
    }

    /**
     * What has changed.
     *
     * @param gone those that are not in sight any more
     * @param fresh those that are now
     * @param greetings what the latter have said already
     */
    record Change(List<MemberId> gone, List<MemberId> fresh, Map<MemberId, Hello> greetings) {}

    Change now(List<MemberId> members) {
        lock.lock();
        try {
            Set<MemberId> left = new LinkedHashSet<>(lines.keySet());
            members.forEach(left::remove);
            left.forEach(gone -> {
                lines.remove(gone);
                sessions.remove(gone);
            });
            List<MemberId> fresh = new ArrayList<>();
            Map<MemberId, Hello> greetings = new LinkedHashMap<>();
            for (MemberId member : members) {
                if (!lines.containsKey(member)) {
                    lines.put(member, maker.to(member));
                    fresh.add(member);
                    Hello hello = early.remove(member);
                    if (hello != null) {
                        greetings.put(member, hello);
                    }
                }
            }
            return new Change(new ArrayList<>(left), fresh, greetings);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a member that says hello is in sight; else that is kept until it is. */
    boolean isHere(MemberId member, Hello hello) {
        lock.lock();
        try {
            if (lines.containsKey(member)) {
                return true;
            }
            if (early.size() < STRANGERS) {
                early.put(member, hello);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Notes the session that a member offers; whether it had offered another one before. */
    boolean meets(MemberId member, long session) {
        lock.lock();
        try {
            Long before = sessions.put(member, session);
            return before != null && before != session;
        } finally {
            lock.unlock();
        }
    }

    /** The line to a member; to one that is gone, a line that leads nowhere. */
    Line line(MemberId member) {
        lock.lock();
        try {
            @Nullable
            Line known = lines.get(member);
            return known != null ? known : maker.to(member);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return lines.size();
        } finally {
            lock.unlock();
        }
    }
}
