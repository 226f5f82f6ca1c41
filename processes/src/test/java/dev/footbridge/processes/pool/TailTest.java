package dev.footbridge.processes.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The last words of a worker")
class TailTest {

    private static Tail tail(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Tail tail = new Tail();
        tail.add(bytes, bytes.length);
        return tail;
    }

    @Test
    @DisplayName("are the last five lines")
    void keepsFiveLines() {
        assertThat(tail("1\n2\n3\n4\n5\n6\n").lastLines()).isEqualTo("2\n    3\n    4\n    5\n    6");
    }

    @Test
    @DisplayName("do not command the terminal that shows them")
    void hidesControlCharacters() {
        Tail tail = tail("\u001b[2Jgone\tä\u0007\u009b");
        assertThat(tail.lastLines()).isEqualTo("\uFFFD[2Jgone\tä\uFFFD\uFFFD");
        assertThat(tail.text()).as("whoever asks for it gets it as it was").isEqualTo("\u001b[2Jgone\tä\u0007\u009b");
    }
}
