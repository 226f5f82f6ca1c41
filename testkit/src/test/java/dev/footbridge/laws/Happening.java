package dev.footbridge.laws;

import dev.footbridge.sync.AsyncEvent;
import java.time.Duration;

/** Something that happens and is waited for: an event, or one that is broken on purpose. */
interface Happening {

    /** It has happened. */
    void set();

    /** It has not. */
    void clear();

    /** Waits for it. */
    void await();

    /** Waits for it, but no longer than this. */
    boolean await(Duration limit);

    /** How many wait. */
    int waiting();

    static Happening of(AsyncEvent event) {
        return new Happening() {
            @Override
            public void set() {
                event.set();
            }

            @Override
            public void clear() {
                event.clear();
            }

            @Override
            public void await() {
                event.await();
            }

            @Override
            public boolean await(Duration limit) {
                return event.await(limit);
            }

            @Override
            public int waiting() {
                return event.stats().waiting();
            }
        };
    }
}
