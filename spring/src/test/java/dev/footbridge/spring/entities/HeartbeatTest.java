package dev.footbridge.spring.entities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.spring.testing.Apps;
import dev.footbridge.spring.testing.Client;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class HeartbeatTest {

    @Test
    void sendsTheHeadOfAnEntityBeforeTheFirstHeartbeat() throws Exception {
        try (ConfigurableApplicationContext app = Apps.web(Library.class, "footbridge.web.heartbeat=20ms");
                Client client = new Client(Apps.port(app))) {
            try (Client.Raw response = client.open("/silent", "Accept", "text/event-stream")) {
                assertThat(response.lineWith("HTTP/1.1")).contains("202");
                assertThat(response.lineWith("Shelf")).isEqualTo("Shelf: a");
                response.lineWith(":"); // the rest of the head
                for (int beats = 0; beats < 3; beats++) {
                    while (!response.lineWith(":").equals(":")) { // a comment
                    }
                }
            }
        }
    }
}
