package dev.footbridge.processes.pool;

import dev.footbridge.processes.wire.Duplex;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where one worker comes in: a way to open a channel to it that only this user can take. */
interface Door extends Closeable {

    /** What the worker is told about it. */
    List<String> words();

    /** The channel to this process; it may be open before the worker is at its other end. Waits until then at most. */
    Duplex open(Process worker, long deadline) throws IOException;

    /** The worker is at the other end: from now on its death ends the channel. */
    void passed() throws IOException;
}
