package dev.footbridge.processes.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.processes.UnsendableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static byte[] written(Frame... frames) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(Channels.newChannel(bytes));
        for (Frame frame : frames) {
            writer.put(frame);
        }
        writer.flush();
        return bytes.toByteArray();
    }

    private static FrameReader reader(byte[] bytes, long limit) {
        return new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)), limit);
    }

    @Test
    @DisplayName("frames of any size come out as they went in")
    void keepsFrames() throws Exception {
        int[] sizes = {0, 1, 100, 65_519, 65_536, 65_537, 20_000_000};
        Frame[] frames = new Frame[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            byte[] body = new byte[sizes[i]];
            Arrays.fill(body, (byte) i);
            frames[i] = new Frame(FrameType.JOB, i, -i, body);
        }
        FrameReader reader = reader(written(frames), Integer.MAX_VALUE);
        for (int i = 0; i < sizes.length; i++) {
            Frame frame = reader.next();
            assertThat(frame.type()).isEqualTo(FrameType.JOB);
            assertThat(frame.id()).isEqualTo(i);
            assertThat(frame.aux()).isEqualTo(-i);
            assertThat(frame.body()).isEqualTo(frames[i].body());
        }
        assertThat(reader.next()).isNull();
    }

    @Test
    @DisplayName("half a frame is the end, garbage is an error, a claim of too many bytes is refused")
    void refusesGarbage() throws Exception {
        byte[] whole = written(Frame.of(FrameType.VALUE, 1, new byte[100]));
        assertThat(reader(Arrays.copyOf(whole, 50), 1_000).next()).isNull();
        assertThatThrownBy(() -> reader(whole, 99).next()).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("claims to have 100 bytes (the limit is 99)");
        byte[] unknown = ByteBuffer.allocate(40).putInt(0).put((byte) 99).putLong(0).putInt(0)
                .putInt(Frame.check(0, (byte) 99, 0, 0)).array();
        assertThatThrownBy(() -> reader(unknown, 1_000).next()).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("no frame of type 99");
        byte[] negative = ByteBuffer.allocate(40).putInt(-5).put((byte) 0).putLong(0).putInt(0)
                .putInt(Frame.check(-5, (byte) 0, 0, 0)).array();
        assertThatThrownBy(() -> reader(negative, 1_000).next()).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("claims to have -5 bytes");
    }

    @Test
    @DisplayName("what somebody else wrote between two frames is found at once, also if it could be the length of one")
    void findsGarbageBetweenFrames() throws Exception {
        byte[] first = written(Frame.of(FrameType.VALUE, 1, new byte[100]));
        byte[] garbage = ByteBuffer.allocate(Frame.HEADER).putInt(1_000_000).array();
        FrameReader reader = reader(concat(first, garbage), 1 << 28);
        assertThat(reader.next()).isNotNull();
        assertThatThrownBy(reader::next).isInstanceOf(ProtocolException.class).hasMessage(
                "what came is no frame, as is seen at the beginning of it: something else has written to the channel");
    }

    @Test
    @DisplayName("a frame with something else in the middle is not taken for a whole one")
    void findsGarbageInFrames() throws Exception {
        byte[] whole = written(Frame.of(FrameType.VALUE, 1, new byte[100]), Frame.of(FrameType.VALUE, 2));
        for (int at = 1; at < Frame.HEADER + 100 + Frame.TRAILER; at++) {
            byte[] mixed = concat(Arrays.copyOf(whole, at), new byte[]{7},
                    Arrays.copyOfRange(whole, at, whole.length));
            assertThatThrownBy(() -> reader(mixed, 1 << 28).next()).as("after %s bytes", at)
                    .isInstanceOf(ProtocolException.class).hasMessageContaining("something else has written");
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    @DisplayName("calls come out as they went in")
    void keepsCalls() throws Exception {
        Call call = Call.decode(new Call(5, "näme", 2, Duration.ofNanos(1_500_000_001), new byte[]{1, 2}).encode());
        assertThat(call.caller()).isEqualTo(5);
        assertThat(call.name()).isEqualTo("näme");
        assertThat(call.retries()).isEqualTo(2);
        assertThat(call.limit()).isEqualTo(Duration.ofNanos(1_500_000_001));
        assertThat(call.payload()).containsExactly(1, 2);
        assertThatThrownBy(() -> Call.decode(new byte[3])).isInstanceOf(ProtocolException.class);
    }

    @Test
    @DisplayName("an array cannot claim more elements than there are bytes, and unknown classes are named")
    void refusesArrayBombs() {
        Codec codec = new Codec(getClass().getClassLoader(), DefaultFilter.INSTANCE, 1 << 20);
        byte[] honest = codec.encode(new long[]{1}, () -> "x");
        byte[] bomb = honest.clone();
        int length = bomb.length - 12; // the length stands before the eight bytes of the element
        ByteBuffer.wrap(bomb).putInt(length, 1 << 30);
        assertThatThrownBy(() -> codec.decode(bomb, () -> "the thing")).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("REJECTED");
        byte[] list = codec.encode(List.of("x"), () -> "x");
        String text = new String(list, java.nio.charset.StandardCharsets.ISO_8859_1).replace("java.util.CollSer",
                "java.util.NoClass");
        assertThatThrownBy(() -> codec.decode(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), () -> "it"))
                .isInstanceOf(UnsendableException.class)
                .hasMessageContaining("class java.util.NoClass is not on the class path");
        assertThatThrownBy(() -> codec.decode(new byte[0], () -> "it")).isInstanceOf(UnsendableException.class);
    }
}
