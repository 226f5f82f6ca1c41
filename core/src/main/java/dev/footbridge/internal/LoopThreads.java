package dev.footbridge.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of foreign event loops that lend their turns to loops of ours: they must not be blocked meanwhile. */
public final class LoopThreads {

    private static final ThreadLocal<@Nullable List<WeakReference<Owner>>> OWNERS = new ThreadLocal<>();
    /** Whether there ever were any. */
    private static volatile boolean any;

    private LoopThreads() {}

    /** A loop of ours on such a thread; as long as it is neither closed nor forgotten the thread must not be blocked. */
    public static final class Owner {

        private final String name;
        private volatile boolean left;

        /** A loop of this name. */
        public Owner(String name) {
            this.name = name;
        }

        /** The loop has closed. */
        public void leave() {
            left = true;
        }
    }

    /** The calling thread belongs to this loop, among others. */
    public static void enter(Owner owner) {
        List<WeakReference<Owner>> known = OWNERS.get();
        List<WeakReference<Owner>> owners = known == null ? new ArrayList<>() : known;
        owners.removeIf(each -> isOver(each.get()) || each.refersTo(owner));
        owners.add(new WeakReference<>(owner));
        OWNERS.set(owners);
        any = true;
    }

    private static boolean isOver(@Nullable Owner owner) {
        return owner == null || owner.left;
    }

    /** The name of a loop that runs on the calling thread, or null. */
    static @Nullable String here() {
        List<WeakReference<Owner>> owners = any ? OWNERS.get() : null;
        if (owners != null) {
            for (WeakReference<Owner> each : owners) {
                Owner owner = each.get();
                if (owner != null && !owner.left) {
                    return owner.name;
                }
            }
        }
        return null;
    }
}
