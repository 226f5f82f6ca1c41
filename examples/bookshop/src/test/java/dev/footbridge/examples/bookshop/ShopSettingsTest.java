package dev.footbridge.examples.bookshop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.examples.bookshop.ShopSettings.Db;
import dev.footbridge.examples.bookshop.ShopSettings.Prices;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ShopSettingsTest {

    private static final Db DB = new Db("", "postgres", "postgres", 20);
    private static final Prices PRICES = new Prices("", Duration.ofSeconds(1), 10);

    @Test
    void saysWhatCannotBe() {
        refuses(() -> new ShopSettings(DB, PRICES, 0, false), "bookshop.threads is 0: it must be 1 to 10000");
        refuses(() -> new Db("", "u", "p", 0), "bookshop.db.connections is 0: it must be 1 to 90");
        refuses(() -> new Db("jdbc:h2:x", "u", "p", 1),
                "bookshop.db.url is jdbc:h2:x: it must begin with jdbc:postgresql:, or be left out");
        refuses(() -> new Prices("", Duration.ZERO, 1), "bookshop.prices.timeout is 0ms: it must be 1ms to 60s");
        refuses(() -> new Prices("", Duration.ofSeconds(1), 0),
                "bookshop.prices.connections is 0: it must be at least 1");
        refuses(() -> new Prices("there", Duration.ofSeconds(1), 1),
                "bookshop.prices.url is there: it must look like http://host:port, or be left out");
    }

    private static void refuses(ThrowingCallable settings, String message) {
        assertThatThrownBy(settings).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
