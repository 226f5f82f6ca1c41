package dev.footbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However the command ends, its server goes with it. */
class EndOfServerTest {

    private final Process command = start();

    private static Process start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            return new ProcessBuilder(List.of(java, "-cp", System.getProperty("java.class.path"),
                    Main.class.getName(), "isbn", "--latency", "20s", "--only", "serial"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void end() {
        command.descendants().forEach(ProcessHandle::destroyForcibly);
        command.destroyForcibly();
    }

    @Test
    void theServerEndsWhenTheCommandIsAskedToEnd() throws Exception {
        ProcessHandle server = server();
        command.toHandle().destroy();
        assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isNotZero();
        assertThat(command.getErrorStream().readAllBytes()).isEmpty();
        assertEnds(server);
    }

    @Test
    void theServerEndsWhenTheCommandIsKilled() throws Exception {
        ProcessHandle server = server();
        command.toHandle().destroyForcibly();
        assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertEnds(server);
    }

    private ProcessHandle server() throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            var child = command.children().findFirst();
            if (child.isPresent()) {
                return child.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no server was started: " + command.info());
    }

    private static void assertEnds(ProcessHandle server) throws Exception {
        server.onExit().get(20, TimeUnit.SECONDS);
        assertThat(server.isAlive()).isFalse();
    }
}
