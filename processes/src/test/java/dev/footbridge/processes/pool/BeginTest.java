package dev.footbridge.processes.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.processes.wire.StatusPage;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeginTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("a job is either begun by the worker or taken back by the pool, seen alike from both sides")
    void beginsOrIsTakenBack() throws Exception {
        Path file = folder.resolve("page");
        StatusPage pool = StatusPage.create(file);
        StatusPage worker = StatusPage.open(file);

        pool.sent(3, 77);
        assertThat(worker.begin(3, 77)).isTrue();
        assertThat(pool.hasBegun(3, 77)).isTrue();
        assertThat(pool.takeBack(3, 77)).isFalse();

        pool.sent(3, 78);
        assertThat(pool.hasBegun(3, 77)).isFalse();
        assertThat(pool.takeBack(3, 78)).isTrue();
        assertThat(worker.begin(3, 78)).isFalse();
        assertThat(worker.begin(-1, 78)).isFalse();
        assertThat(worker.begin(StatusPage.LINES, 78)).isFalse();
    }

    @Test
    @DisplayName("exit codes are told in words")
    void tellsExitCodes() {
        assertThat(ExitWords.of(137)).startsWith("was ended by signal 9 SIGKILL (exit code 137)");
        assertThat(ExitWords.of(1)).isEqualTo("ended with exit code 1");
        assertThat(ExitWords.of(128 + 30)).isEqualTo("was ended by signal 30 (exit code 158)");
        assertThat(ExitWords.isSignal(1)).isFalse();
    }

    @Test
    @DisplayName("starts that somebody killed break the pool later than starts that fail by themselves")
    void breaks() {
        Breaker breaker = new Breaker();
        assertThat(breaker.failed(false, 0)).isFalse();
        assertThat(breaker.failed(false, 0)).isFalse();
        assertThat(breaker.failed(false, 0)).isTrue();
        assertThat(breaker.failed(false, 0)).as("one more try").isTrue();
        breaker.succeeded();
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.failed(true, 0)).isFalse();
        }
        assertThat(breaker.failed(true, 61_000_000_000L)).as("after a long time").isTrue();
        assertThat(breaker.pause(0)).isPositive();
    }

    @Test
    @DisplayName("the last of what was printed is kept")
    void keepsTheTail() {
        Tail tail = new Tail();
        byte[] much = new byte[20_000];
        java.util.Arrays.fill(much, (byte) 'x');
        tail.add(much, much.length);
        byte[] end = "\nend".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        tail.add(end, end.length);
        assertThat(tail.text()).hasSize(8 << 10).endsWith("xx\nend");
        assertThat(tail.lastLines()).endsWith("\n    end");
    }
}
