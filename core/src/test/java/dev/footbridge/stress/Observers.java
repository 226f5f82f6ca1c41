package dev.footbridge.stress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counts who is still entered on a pending task. */
final class Observers {

    private Observers() {}

    /** The number of entries, those included whose waiters have left. */
    static int on(Object task) {
        try {
            Class<?> settleable = Class.forName("dev.footbridge.internal.Settleable");
            VarHandle state = MethodHandles.privateLookupIn(settleable, MethodHandles.lookup()).findVarHandle(
                    settleable, "state", Object.class);
            Class<?> linked = Class.forName("dev.footbridge.internal.Linked");
            VarHandle next = MethodHandles.lookup().findVarHandle(linked, "next", linked);
            int count = 0;
            for (Object entry = state.getVolatile(task); linked.isInstance(entry); entry = next.get(entry)) {
                count++;
            }
            return count;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
