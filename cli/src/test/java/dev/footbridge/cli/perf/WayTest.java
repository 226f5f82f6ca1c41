package dev.footbridge.cli.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.perf.Target.Sizes;
import dev.footbridge.cli.server.LoopbackServer;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Each way checks every reply. */
class WayTest {

    @Test
    void aReplyThatIsNotAsItMustBeIsAFailureInEveryWay() throws Exception {
        try (LoopbackServer server = LoopbackServer.open(); Ways ways = Ways.open()) {
            String host = "http://127.0.0.1:" + server.port();
            Target good = new Target(URI.create(host + "/bytes/10"), 10, Sizes.EXACT);
            Target larger = new Target(URI.create(host + "/bytes/10"), 9, Sizes.EXACT);
            Target failing = new Target(URI.create(host + "/status/503"), 10, Sizes.MAY_VARY);
            for (Way way : ways.all()) {
                Calls.make(way, good, 3);
                assertThatThrownBy(() -> Calls.make(way, larger, 3)).as(way.name()).isInstanceOf(BadInput.class)
                        .hasMessageContaining("answered with 10 bytes and not 9");
                assertThatThrownBy(() -> Calls.make(way, failing, 3)).as(way.name()).isInstanceOf(BadInput.class)
                        .hasMessageContaining("answered with status 503 and not 200");
            }
        }
    }

    @Test
    void noWayAlwaysComesFirst() {
        try (Ways ways = Ways.open()) {
            assertThat(ways.inTurn(1)).containsExactlyInAnyOrderElementsOf(ways.all());
            assertThat(ways.inTurn(1).getFirst()).isNotSameAs(ways.all().getFirst());
        }
    }
}
