package dev.footbridge.cluster.serve;

import dev.footbridge.cluster.net.MemberId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one kind, and who wants one. A slot that comes free goes to a job that gave its own back while it waited, else
 * to a submitter: those whose jobs other jobs wait for come first, then each in its turn. It is kept for him for a moment.
 * Guarded by {@link Serving}.
 */
final class Slots {

    /** How long a slot is kept for a submitter that does not use it. */
    static final long KEPT = 1_000_000_000L;

    private record Kept(MemberId member, long until) {}

    private final int capacity;
    private final Map<MemberId, Integer> taken = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private final SequencedSet<MemberId> nestedWants = new LinkedHashSet<>();
    private final SequencedSet<MemberId> wants = new LinkedHashSet<>();
    private final Deque<Return> returns = new ArrayDeque<>();
    private int busy;

    Slots(int capacity) {
        this.capacity = capacity;
    }

    /** A job that wants to go on. */
    interface Return {
        /** It has a slot again. */
        void goOn();
    }

    int capacity() {
        return capacity;
    }

    int busy() {
        return busy;
    }

    private int free() {
        return capacity - busy - kept.size();
    }

    /** Takes a slot for a job: the one that is kept for its submitter, or a free one; false if there is none. */
    boolean take(MemberId member) {
        if (!unkeep(member) && free() <= 0) {
            return false;
        }
        force(member);
        return true;
    }

    /** Takes a slot for a job, whether there is one or not. */
    void force(MemberId member) {
        busy++;
        taken.merge(member, 1, Integer::sum);
    }

    private boolean unkeep(MemberId member) {
        for (Iterator<Kept> each = kept.iterator(); each.hasNext();) {
            if (each.next().member.equals(member)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** How many slots others than this submitter have, or are kept for them. */
    int others(MemberId member) {
        int keptForOthers = (int) kept.stream().filter(each -> !each.member.equals(member)).count();
        return busy - taken.getOrDefault(member, 0) + keptForOthers;
    }

    /** A submitter wants a slot. */
    void want(MemberId member, boolean isNested) {
        (isNested ? nestedWants : wants).add(member);
    }

    /** A job gives its slot back, because it has ended or waits. */
    void free(MemberId member) {
        busy--;
        taken.computeIfPresent(member, (_, count) -> count > 1 ? count - 1 : null);
    }

    /** A job goes on; true if it has a slot at once, else it will be told. */
    boolean goOn(MemberId member, Return waiting) {
        if (free() > 0) {
            force(member);
            return true;
        }
        returns.add(() -> {
            force(member);
            waiting.goOn();
        });
        return false;
    }

    /** Gives free slots away; the submitter for whom the next one is kept, or null when none is free or wanted. */
    @Nullable
    MemberId next(long now) {
        kept.removeIf(each -> now - each.until >= 0);
        while (free() > 0 && !returns.isEmpty()) {
            returns.remove().goOn();
        }
        if (free() <= 0) {
            return null;
        }
        MemberId next = poll(nestedWants);
        if (next == null) {
            next = poll(wants);
        } else {
            wants.remove(next);
        }
        if (next != null) {
            kept.add(new Kept(next, now + KEPT));
        }
        return next;
    }

    private static @Nullable MemberId poll(SequencedSet<MemberId> members) {
        return members.isEmpty() ? null : members.removeFirst();
    }

    /** Whether somebody waits for a slot that is kept for another. */
    boolean isHeldUp() {
        return !kept.isEmpty() && !(returns.isEmpty() && wants.isEmpty() && nestedWants.isEmpty());
    }

    void decline(MemberId member) {
        boolean _ = unkeep(member);
    }

    /** A submitter is gone; his jobs free their slots as they end. */
    void forget(MemberId member) {
        wants.remove(member);
        nestedWants.remove(member);
        kept.removeIf(each -> each.member.equals(member));
    }
}
