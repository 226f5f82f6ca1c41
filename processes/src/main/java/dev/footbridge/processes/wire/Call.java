package dev.footbridge.processes.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A job that a worker asks its pool to run.
 *
 * @param caller the job that asks; zero if that is not known
 * @param name its name
 * @param retries how often it may be begun again
 * @param limit how long it may run
 * @param payload the job
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Call(long caller, String name, int retries, Duration limit, byte[] payload) {

    /** As bytes. */
    public byte[] encode() {
        byte[] words = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + 4 + 8 + 4 + 4 + words.length + payload.length).putLong(caller).putInt(retries)
                .putLong(limit.getSeconds()).putInt(limit.getNano()).putInt(words.length).put(words).put(payload)
                .array();
    }

    /** And back. */
    public static Call decode(byte[] bytes) throws ProtocolException {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long caller = in.getLong();
            int retries = in.getInt();
            Duration limit = Duration.ofSeconds(in.getLong(), in.getInt());
            byte[] words = new byte[Math.clamp(in.getInt(), 0, in.remaining())];
            in.get(words);
            byte[] payload = new byte[in.remaining()];
            in.get(payload);
            return new Call(caller, new String(words, StandardCharsets.UTF_8), retries, limit, payload);
        } catch (RuntimeException damaged) {
            throw new ProtocolException("a call of " + bytes.length + " bytes cannot be read: " + damaged);
        }
    }
}
