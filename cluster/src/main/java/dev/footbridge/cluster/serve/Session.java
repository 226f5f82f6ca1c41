package dev.footbridge.cluster.serve;

import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.processes.wire.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this member has to do with one submitter, from when it came into sight until it is lost. Guarded by {@link Serving}. */
final class Session {

    final MemberId submitter;
    final long nonce;
    final Line line;
    /** For the classes of its jobs. */
    final ClassLoader loader;
    final Codec codec;
    final @Nullable SentClasses classes;
    final Seen seen = new Seen();
    /** Whether the submitter was lost: nobody waits for what comes of its jobs. */
    boolean isOver;
    private final Map<Long, Guest> guests = new HashMap<>();

    Session(MemberId submitter, long nonce, Line line, ClassLoader loader, Codec codec,
            @Nullable SentClasses classes) {
        this.submitter = submitter;
        this.nonce = nonce;
        this.line = line;
        this.loader = loader;
        this.codec = codec;
        this.classes = classes;
    }

    void add(Guest guest) {
        guests.put(guest.id, guest);
    }

    void remove(Guest guest) {
        guests.remove(guest.id, guest);
    }

    @Nullable
    Guest guest(long id) {
        return guests.get(id);
    }

    List<Guest> guests() {
        return new ArrayList<>(guests.values());
    }
}
