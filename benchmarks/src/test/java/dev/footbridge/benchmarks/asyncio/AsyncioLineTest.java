package dev.footbridge.benchmarks.asyncio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.benchmarks.Figure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsyncioLineTest {

    @Test
    void becomesTheContenderOfItsQuestion() {
        assertThat(AsyncioLine.parse("queue.QueueBenchmark\tcapacity=64 parties=COROUTINES\tns/op\t1.5 2"))
                .isEqualTo(new Figure("dev.footbridge.benchmarks.queue.QueueBenchmark.asyncio",
                        Map.of("capacity", "64", "parties", "COROUTINES"), List.of(1.5, 2.0), "ns/op"));
    }

    @Test
    void mayHaveNoParameters() {
        assertThat(AsyncioLine.parse("lock.LockBenchmark\t\tns/op\t1").params()).isEmpty();
    }

    @Test
    void refusesALineOfAnotherShape() {
        assertThatThrownBy(() -> AsyncioLine.parse("hello")).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "a line of asyncio's side must have 4 fields, not 1 ('hello'): repair asyncio_peers.py");
    }
}
