package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Members find each other")
@Timeout(120)
class JoinTest {

    private static int lastPort = 38_000 + (int) (ProcessHandle.current().pid() % 1_000) * 20;

    private final int port = lastPort += 10;

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
}
