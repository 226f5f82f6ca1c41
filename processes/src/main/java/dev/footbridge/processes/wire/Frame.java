package dev.footbridge.processes.wire;

import java.nio.charset.StandardCharsets;

/**
 * What goes over the channel at once.
 *
 * @param type what it says
 * @param id of the job it is about
 * @param aux for a job, its line on the status page; for a call, its kind
 * @param body the rest
 */
@SuppressWarnings("ArrayRecordComponent") // the body is written once, and compared by nobody
public record Frame(FrameType type, long id, int aux, byte[] body) {

    /** Bytes before the body: length of the rest, type, id, aux. */
    static final int HEADER = 4 + 1 + 8 + 4;

    private static final byte[] NOTHING = {};

    /** A frame that says no more. */
    public static Frame of(FrameType type, long id) {
        return new Frame(type, id, 0, NOTHING);
    }

    /** A frame with a body. */
    public static Frame of(FrameType type, long id, byte[] body) {
        return new Frame(type, id, 0, body);
    }

    /** A frame with some words. */
    public static Frame of(FrameType type, long id, String words) {
        return new Frame(type, id, 0, words.getBytes(StandardCharsets.UTF_8));
    }

    /** The body as words. */
    public String words() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Bytes on the channel. */
    public long size() {
        return HEADER + (long) body.length;
    }
}
