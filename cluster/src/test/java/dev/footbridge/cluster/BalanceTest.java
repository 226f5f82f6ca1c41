package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static String work() throws InterruptedException {
        String member = Cluster.current().memberName();
        Thread.sleep(member.equals("member-1") ? 400 : 20);
        return member;
    }

    @Test
    @DisplayName("a member that is 20 times slower than the two others gets the jobs it can do, and no more")
    void sparesTheSlow() {
        try (Cluster cluster = Cluster.embedded(3, o -> o.withSlots(4))) {
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                tasks.add(cluster.start(BalanceTest::work));
            }
            long begin = System.nanoTime();
            Map<String, Long> shares = tasks.stream().map(Task::result)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            long took = (System.nanoTime() - begin) / 1_000_000;
            assertThat(shares.get("member-1")).isLessThanOrEqualTo(4 * (took / 400 + 1));
            assertThat(shares.get("member-2") + shares.get("member-3")).isGreaterThan(250);
        }
    }
}
