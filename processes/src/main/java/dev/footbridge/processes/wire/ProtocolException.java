package dev.footbridge.processes.wire;

import java.io.IOException;
import java.io.Serial;

/** What came over the channel is not what the other side would send. */
public final class ProtocolException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /** So it is wrong. */
    public ProtocolException(String message) {
        super(message);
    }
}
