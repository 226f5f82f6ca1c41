package dev.footbridge.cli.http;

import java.io.IOException;

/** A server answered, and not with what was asked for. */
public final class UnexpectedReply extends IOException {

    private static final long serialVersionUID = 1L;

    /** Makes one with the line to show. */
    public UnexpectedReply(String line) {
        super(line);
    }
}
