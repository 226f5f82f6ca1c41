package dev.footbridge.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cli.http.Probe;
import dev.footbridge.cli.input.BadInput;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerProcessTest {

    @Test
    void servesFromAProcessOfItsOwnUntilClosed() throws Exception {
        URI page;
        ProcessHandle process;
        try (ServerProcess server = ServerProcess.start()) {
            page = server.page("/bytes/7");
            process = server.handle();
            assertThat(process.pid()).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(Probe.call(page).size()).isEqualTo(7);
        }
        process.onExit().get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> Probe.call(page)).isInstanceOf(BadInput.class).hasMessageContaining("refused");
    }

    @Test
    void endsWhenItsInputEnds() throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            server.closeInput();
            server.handle().onExit().get(20, TimeUnit.SECONDS);
        }
    }
}
