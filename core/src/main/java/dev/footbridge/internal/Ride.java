package dev.footbridge.internal;

/** How a job came to the thread that runs it. */
enum Ride {

    /** It was its turn. */
    STARTED,

    /** Somebody who waited for it anyway runs it. */
    LENT,

    /** The thread called it. */
    CALLED
}
