package dev.footbridge.processes.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a pool tells a worker over its standard input, which is read whatever the job does. Its end is the pool's death.
 *
 * @param op what to do
 * @param id the job it is about
 * @param reason why
 */
public record Control(Op op, long id, String reason) {

    /** Bytes of the secret that a worker shows when it connects. */
    public static final int TOKEN = 32;

    private static final int MOST_CHARS = 500;

    /** What to do. */
    public enum Op {
        /** Cancel a job, and interrupt it. */
        INTERRUPT,
        /** Cancel a job at its next waiting point. */
        CANCEL,
        /** Read no more: the worker is to end in order. */
        QUIT;

        private static final Op[] ALL = values();
    }

    /** Writes it. */
    @SuppressWarnings("EnumOrdinal") // both sides run the same classes
    public void write(DataOutputStream out) throws IOException {
        out.writeByte(op.ordinal());
        out.writeLong(id);
        out.writeUTF(reason.length() > MOST_CHARS ? reason.substring(0, MOST_CHARS) : reason);
        out.flush();
    }

    /** The next one; null at the end. */
    public static @Nullable Control read(DataInputStream in) throws IOException {
        int op = in.read();
        if (op < 0 || op >= Op.ALL.length) {
            return null;
        }
        return new Control(Op.ALL[op], in.readLong(), in.readUTF());
    }
}
