package dev.footbridge.cluster.submit;

import dev.footbridge.internal.Signal;
import java.util.List;

/** The jobs that run in this member, whoever started them. */
public interface Guests {

    /** Whether the calling code is one of them. */
    boolean isCalling();

    /** Whether there are none. */
    boolean isIdle();

    /** Whether there are some, and none has begun, waited or ended for so many nanoseconds. */
    boolean isStuck(long nanos);

    /** Gives the signal when there are none. */
    void whenIdle(Signal signal);

    /** Asks each to end. */
    void cancelAll(String reason);

    /** Forgets those that would not end, and names them. */
    List<String> giveUp();
}
