package dev.footbridge.cluster.wire;

import dev.footbridge.cluster.wire.Packet.Bounce;
import dev.footbridge.cluster.wire.Packet.Cancel;
import dev.footbridge.cluster.wire.Packet.Code;
import dev.footbridge.cluster.wire.Packet.Decline;
import dev.footbridge.cluster.wire.Packet.End;
import dev.footbridge.cluster.wire.Packet.Fetch;
import dev.footbridge.cluster.wire.Packet.Grant;
import dev.footbridge.cluster.wire.Packet.Hello;
import dev.footbridge.cluster.wire.Packet.Leaving;
import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.cluster.wire.Packet.Run;
import dev.footbridge.cluster.wire.Packet.Want;
import dev.footbridge.processes.job.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Packets as bytes and back. What comes from the network is read with care: it may be anything. */
public final class Packets {

    private static final int HELLO = 1;
    private static final int RUN = 2;
    private static final int REPLY = 3;
    private static final int BOUNCE = 4;
    private static final int WANT = 5;
    private static final int GRANT = 6;
    private static final int DECLINE = 7;
    private static final int CANCEL = 8;
    private static final int LEAVING = 9;
    private static final int FETCH = 10;
    private static final int CODE = 11;
    private static final int MOST_CHARS = 1000;

    private Packets() {}

    /** What came is no packet. */
    public static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    // ---- writing

    /** As bytes. */
    public static byte[] encode(Packet packet) {
        return switch (packet) {
            case Hello hello -> {
                byte[] name = words(hello.name());
                yield room(HELLO, 4 + 4 + 1 + 8 + 16 + name.length).putInt(hello.protocol()).putInt(hello.java())
                        .put(flag(hello.isReply())).putLong(hello.session()).putInt(hello.blocking())
                        .putInt(hello.blockingTaken()).putInt(hello.async()).putInt(hello.asyncTaken()).put(name)
                        .array();
            }
            case Run run -> {
                byte[] name = words(run.name());
                yield room(RUN, 8 + 8 + 8 + 4 + 4 + 4 + name.length + run.payload().length).putLong(run.session())
                        .putLong(run.number()).putLong(run.job()).putInt(run.attempt()).put(code(run.kind()))
                        .put(flag(run.isNested())).put(flag(run.isExtra())).put(flag(run.wantsMore()))
                        .putInt(name.length).put(name)
                        .put(run.payload()).array();
            }
            case Reply reply -> room(REPLY, 8 + 4 + 3 + 4 + reply.body().length).putLong(reply.job())
                    .putInt(reply.attempt()).put(code(reply.kind())).put(flag(reply.isGranted()))
                    .put(code(reply.end())).putInt(reply.others()).put(reply.body()).array();
            case Bounce bounce -> room(BOUNCE, 8 + 4 + 1 + 4).putLong(bounce.job()).putInt(bounce.attempt())
                    .put(code(bounce.kind())).putInt(bounce.others()).array();
            case Want want -> room(WANT, 2).put(code(want.kind())).put(flag(want.isNested())).array();
            case Grant(Kind kind) -> room(GRANT, 1).put(code(kind)).array();
            case Decline(Kind kind) -> room(DECLINE, 1).put(code(kind)).array();
            case Cancel cancel -> {
                byte[] reason = words(cancel.reason());
                yield room(CANCEL, 8 + 4 + 1 + reason.length).putLong(cancel.job()).putInt(cancel.attempt())
                        .put(flag(cancel.interrupts())).put(reason).array();
            }
            case Leaving() -> room(LEAVING, 0).array();
            case Fetch fetch -> {
                byte[] name = words(fetch.name());
                yield room(FETCH, 8 + name.length).putLong(fetch.request()).put(name).array();
            }
            case Code code -> room(CODE, 8 + code.bytes().length).putLong(code.request()).put(code.bytes()).array();
        };
    }

    private static ByteBuffer room(int type, int length) {
        return ByteBuffer.allocate(Math.addExact(1, length)).put((byte) type);
    }

    private static byte[] words(String text) {
        String shown = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
        return shown.getBytes(StandardCharsets.UTF_8);
    }

    private static byte flag(boolean set) {
        return (byte) (set ? 1 : 0);
    }

    private static byte code(Kind kind) {
        return (byte) kind.code();
    }

    @SuppressWarnings("EnumOrdinal") // the protocol's version stands for the order
    private static byte code(End end) {
        return (byte) end.ordinal();
    }

    // ---- reading

    /** And back. */
    public static Packet decode(byte[] bytes, int offset, int length) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        try {
            byte type = in.get();
            return switch (type) {
                case HELLO -> hello(in);
                case RUN -> run(in);
                case REPLY -> new Reply(in.getLong(), in.getInt(), kind(in), flag(in), end(in), in.getInt(), rest(in));
                case BOUNCE -> new Bounce(in.getLong(), in.getInt(), kind(in), in.getInt());
                case WANT -> new Want(kind(in), flag(in));
                case GRANT -> new Grant(kind(in));
                case DECLINE -> new Decline(kind(in));
                case CANCEL -> new Cancel(in.getLong(), in.getInt(), flag(in), text(rest(in)));
                case LEAVING -> new Leaving();
                case FETCH -> new Fetch(in.getLong(), text(rest(in)));
                case CODE -> new Code(in.getLong(), rest(in));
                default -> throw new MalformedException("there is no packet of type " + type);
            };
        } catch (BufferUnderflowException | IllegalArgumentException damaged) {
            throw new MalformedException("a packet of " + length + " bytes cannot be read: " + damaged);
        }
    }

    private static Hello hello(ByteBuffer in) {
        int protocol = in.getInt();
        int java = in.getInt();
        boolean isReply = flag(in);
        long session = in.getLong();
        int blocking = in.getInt();
        int blockingTaken = in.getInt();
        int async = in.getInt();
        int asyncTaken = in.getInt();
        return new Hello(protocol, java, isReply, session, text(rest(in)), blocking, blockingTaken, async, asyncTaken);
    }

    private static Run run(ByteBuffer in) throws MalformedException {
        long session = in.getLong();
        long number = in.getLong();
        long job = in.getLong();
        int attempt = in.getInt();
        Kind kind = kind(in);
        boolean isNested = flag(in);
        boolean isExtra = flag(in);
        boolean wantsMore = flag(in);
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new MalformedException("the name of a job claims to have " + length + " bytes");
        }
        byte[] name = new byte[length];
        in.get(name);
        return new Run(session, number, job, attempt, kind, isNested, isExtra, wantsMore, text(name), rest(in));
    }

    private static boolean flag(ByteBuffer in) {
        return in.get() != 0;
    }

    private static Kind kind(ByteBuffer in) {
        return Kind.of(in.get());
    }

    @SuppressWarnings("EnumOrdinal") // as above
    private static End end(ByteBuffer in) throws MalformedException {
        int code = in.get();
        if (code < 0 || code >= End.values().length) {
            throw new MalformedException("no job ends as " + code);
        }
        return End.values()[code];
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
