package dev.footbridge.cli.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a server answered: the status and the whole body. */
public final class Reply {

    private final int status;
    private final byte[] body;

    Reply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The number of bytes of the body. */
    public int size() {
        return body.length;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** This reply, if its status is 200 and it is whole; the address goes into the error's message. */
    public Reply orThrow(URI from) throws UnexpectedReply {
        if (status != 200) {
            throw new UnexpectedReply(from + " answered with status " + status + " and not 200");
        }
        return this;
    }

    /** This reply's size, if it has the status 200 and the size expected. */
    public int sizeOrThrow(URI from, int expected) throws UnexpectedReply {
        if (orThrow(from).size() != expected) {
            throw new UnexpectedReply(from + " answered with " + size() + " bytes and not " + expected);
        }
        return expected;
    }
}
