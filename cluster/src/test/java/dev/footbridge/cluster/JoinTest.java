package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Members find each other")
@Timeout(120)
class JoinTest {

    private final int port = Ports.next();

    private Cluster open(String name, int slots, int minimum, int... known) {
        List<String> members = new ArrayList<>();
        for (int one : known) {
            members.add("127.0.0.1:" + one);
        }
        return Cluster.open(o -> o.withName("join-" + port).withMemberName(name).withPort(port)
                .withMembers(members.toArray(String[]::new)).withPortRange(9).withSlots(slots)
                .withMinimumMembers(minimum).withFailureTimeout(Duration.ofSeconds(3))
                .withOpenTimeout(Duration.ofSeconds(60)));
    }

    @Test
    @DisplayName("that start at the same moment, and know one place where the first of them may be")
    void whoStartAtOnce() {
        List<Cluster> opened = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Cluster>> members = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "m" + i;
                members.add(CompletableFuture.supplyAsync(() -> open(name, 1, 4, port), threads));
            }
            members.forEach(member -> opened.add(member.join()));
            for (Cluster member : opened) {
                assertThat(member.stats().members()).hasSize(4);
            }
        } finally {
            opened.forEach(Cluster::abort);
        }
    }

    @Test
    @DisplayName("through one that is not the first of them")
    void throughAnyone() {
        try (Cluster first = open("first", 1, 0, port);
                Cluster second = open("second", 1, 2, port)) {
            int known = Integer.parseInt(second.address().split(":", -1)[1]);
            assertThat(first.address()).isNotEqualTo(second.address());
            try (Cluster third = Cluster.open(o -> o.withName("join-" + port).withPort(port).withPortRange(9)
                    .withMembers("127.0.0.1:" + known).withMinimumMembers(2).withOpenTimeout(Duration.ofSeconds(60)))) {
                assertThat(third.stats().members()).extracting(MemberStats::name)
                        .containsExactlyInAnyOrder("first", "second");
            }
        }
    }

    @ParameterizedTest(name = "with TLS: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("though somebody who says nothing has the port where the first of them should be")
    void besideSomebodyWhoIsMute(boolean isSecret, @TempDir Path folder) throws Exception {
        ClusterTls tls = isSecret ? ClusterTls.of(Keys.make(folder, "ours"), Keys.PASSWORD) : ClusterTls.NONE;
        UnaryOperator<ClusterOptions> common = o -> o.withName("join-" + port).withPort(port).withPortRange(9)
                .withMembers("127.0.0.1:" + port).withTls(tls).withOpenTimeout(Duration.ofSeconds(100));
        try (ServerSocket mute = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                Cluster member = Cluster.open(o -> common.apply(o).withSlots(1).withMinimumMembers(0));
                Cluster submitter = Cluster.open(common)) {
            assertThat(member.address()).isNotEqualTo("127.0.0.1:" + mute.getLocalPort());
            assertThat(submitter.<Integer>call(() -> 6 * 7)).isEqualTo(42);
        }
    }
}
