package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterOptionsTest {

    private static void refused(UnaryOperator<ClusterOptions> set, String message) {
        assertThatThrownBy(() -> set.apply(ClusterOptions.DEFAULT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("bad values are refused with the rule, the value and the remedy")
    void refusesBadValues() {
        refused(o -> o.withSlots(-1), "the number of slots of a cluster must not be negative (it is -1): give zero or");
        refused(o -> o.withAsyncSlots(-1), "number of async slots");
        refused(o -> o.withQueueLimit(0), "the queue limit of a cluster must be at least 1 (it is 0)");
        refused(o -> o.withPort(0), "the port of a cluster must be from 1 to 65535 (it is 0)");
        refused(o -> o.withPort(70_000), "the port of a cluster must be from 1 to 65535 (it is 70000)");
        refused(o -> o.withName(" "), "the name of a cluster must not be blank");
        refused(o -> o.withOpenTimeout(Duration.ZERO), "the open time-out of a cluster must be positive");
        refused(o -> o.withFailureTimeout(Duration.ZERO), "the failure time-out of a cluster must be positive");
        refused(o -> o.withJobTimeout(Duration.ofSeconds(-1)), "must be positive (it is PT-1S)");
        refused(o -> o.withPayloadLimit(0), "payload limit");
        assertThatThrownBy(() -> Cluster.embedded(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the number of embedded members of a cluster must be at least 1 (it is 0): give more, or leave it out");
    }

    @Test
    @DisplayName("options are values")
    void isAValue() {
        ClusterOptions changed = ClusterOptions.DEFAULT.withMembers("a:1").withSlots(3).withName("x");
        assertThat(changed.members()).containsExactly("a:1");
        assertThat(changed.slots()).isEqualTo(3);
        assertThat(ClusterOptions.DEFAULT.slots()).isZero();
        assertThat(changed.toString()).contains("name=x");
    }

    @Test
    @DisplayName("a cluster that others could reach without TLS is refused, with the remedy")
    void refusesAnOpenNetwork() {
        assertThatThrownBy(() -> Cluster.open(o -> o.withBind("0.0.0.0").withSlots(1).withMinimumMembers(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "cluster 'cluster' would listen on 0.0.0.0 without mutual TLS, and whoever reaches that port"
                                + " could run any code here: give it a key store (tls), or say that the network is guarded"
                                + " otherwise (withInsecureNetwork)");
    }

    @Test
    @DisplayName("an address that is none is refused with its text")
    void refusesBadAddresses() {
        assertThatThrownBy(() -> Cluster.open(o -> o.withMembers("localhost:no")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the member 'localhost:no' has no port from 1 to 65535 after its colon: give host:port");
        assertThatThrownBy(() -> Cluster.open(o -> o.withMembers("no.such.host.invalid:1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the member 'no.such.host.invalid:1' is at a host that cannot be found");
        assertThatThrownBy(() -> Cluster.open(o -> o.withBind("no.such.host.invalid")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Give one (bind)");
    }

    @Test
    @DisplayName("open gives up in time where nobody runs jobs, and says what to do")
    void needsMembers() {
        assertThatThrownBy(() -> Cluster.open(o -> o.withMembers("127.0.0.1:39811").withPort(39811)
                .withOpenTimeout(Duration.ofMillis(100)))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cluster 'cluster' has 0 members that run jobs, of 1 in sight, after PT0.1S"
                        + " (openTimeout), and needs 1 (minimumMembers): start some (footbridge worker --join HOST:PORT)");
    }
}
