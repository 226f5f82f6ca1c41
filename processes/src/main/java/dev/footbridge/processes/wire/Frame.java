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

    /** Bytes before the body: length of the body, type, id, aux, and a check of these. */
    static final int HEADER = 4 + 1 + 8 + 4 + 4;

    /** Bytes behind it: the check again, turned over. */
    static final int TRAILER = 4;

    private static final long ODD = 0x9E3779B97F4A7C15L;

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
        return HEADER + (long) body.length + TRAILER;
    }

    /**
     * What a header must end with, and the frame too. Jobs can write to any descriptor of their process: what they put
     * between two frames, or into one, must not be taken for one, nor have the reader wait for the rest of it.
     */
    static int check(int length, byte type, long id, int aux) {
        long mixed = (length ^ ((long) type << 32) ^ ODD) * ODD;
        mixed = (mixed ^ (mixed >>> 29) ^ id) * ODD;
        mixed = (mixed ^ (mixed >>> 29) ^ aux) * ODD;
        return (int) (mixed >>> 32);
    }
}
