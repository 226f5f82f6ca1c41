package dev.footbridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobBeginTest {

    private static final int ROUNDS = 20_000;

    private static final class Plain extends Job<Integer> {

        Plain() {
            super(() -> 1, null);
        }

        @Override
        protected String levelName() {
            return "plain";
        }

        @Override
        protected FailureSink failureSink() {
            return null;
        }
    }

    @Test
    @DisplayName("law 4: a job that was begun to its end has settled, also when a cancel comes as it begins")
    void hasSettledWhateverComesAsItBegins() throws Exception {
        AtomicReference<Plain> next = new AtomicReference<>();
        Thread canceller = Thread.ofPlatform().daemon().start(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                Plain job = next.get();
                while (job == null) {
                    Thread.onSpinWait();
                    job = next.get();
                }
                job.cancel("too early");
                next.set(null);
            }
        });
        for (int round = 0; round < ROUNDS; round++) {
            Plain job = new Plain();
            Strand strand = new Strand(Thread.currentThread());
            strand.bind();
            next.set(job);
            for (int i = 0; i < round % 64; i++) {
                Thread.onSpinWait();
            }
            job.beginToEnd(strand);
            assertThat(job.isDone()).isTrue();
            strand.unbind();
            while (next.get() != null) {
                Thread.onSpinWait();
            }
            boolean _ = Thread.interrupted();
        }
        canceller.join();
    }
}
