package dev.footbridge.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cluster.wire.Packets.MalformedException;
import dev.footbridge.processes.job.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PacketsTest {

    private static final byte[] BODY = {1, 2, 3};

    private static final List<Packet> ONE_OF_EACH = List.of(
            new Packet.Hello(Packet.PROTOCOL, 25, true, -7, "ann", 4, 1, 64, 2),
            new Packet.Run(-1, 2, 3, 4, Kind.ASYNC, true, false, true, "a job \u00e4", BODY),
            new Packet.Reply(5, 6, Kind.BLOCKING, true, Packet.End.CANCELLED, 7, BODY),
            new Packet.Bounce(8, 9, Kind.ASYNC, 10), new Packet.Want(Kind.BLOCKING, true),
            new Packet.Grant(Kind.ASYNC), new Packet.Decline(Kind.BLOCKING),
            new Packet.Cancel(11, 12, true, "enough"), new Packet.Leaving(), new Packet.Fetch(13, "a.B"),
            new Packet.Code(14, BODY));

    @Test
    @DisplayName("each packet comes back as it went")
    void readsWhatItWrites() throws Exception {
        for (Packet packet : ONE_OF_EACH) {
            byte[] bytes = Packets.encode(packet);
            byte[] shifted = new byte[bytes.length + 9];
            System.arraycopy(bytes, 0, shifted, 4, bytes.length);
            assertThat(Packets.decode(shifted, 4, bytes.length)).usingRecursiveComparison().isEqualTo(packet);
        }
        assertThat(ONE_OF_EACH).extracting(Object::getClass).hasSize(Packet.class.getPermittedSubclasses().length)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("what is cut off, or anything else, is malformed and nothing worse")
    void refusesGarbage() {
        for (Packet packet : ONE_OF_EACH) {
            byte[] bytes = Packets.encode(packet);
            for (int length = 0; length < bytes.length; length++) {
                read(bytes, length);
            }
        }
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            read(bytes, bytes.length);
        }
        assertThatThrownBy(() -> Packets.decode(new byte[]{99}, 0, 1)).isInstanceOf(MalformedException.class)
                .hasMessage("there is no packet of type 99");
        assertThatThrownBy(() -> Packets.decode(new byte[0], 0, 0)).isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("a packet of 0 bytes cannot be read");
    }

    private static void read(byte[] bytes, int length) {
        try {
            assertThat(Packets.decode(bytes, 0, length)).isNotNull();
        } catch (MalformedException expected) {
            assertThat(expected).hasMessageMatching("(?s)(there is no|a packet|no job|the name).*");
        }
    }
}
