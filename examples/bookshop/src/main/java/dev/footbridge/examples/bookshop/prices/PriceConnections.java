package dev.footbridge.examples.bookshop.prices;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** What the connections of both clients have in common: they are kept alive, and not tried again before each use. */
final class PriceConnections {

    private PriceConnections() {}

    static ConnectionConfig config(Duration limit) {
        return ConnectionConfig.custom().setConnectTimeout(Timeout.of(limit))
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND).build();
    }
}
