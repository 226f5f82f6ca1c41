package dev.footbridge.processes.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.internal.Cancel;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.DefaultFilter;
import dev.footbridge.processes.wire.Duplex;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameReader;
import dev.footbridge.processes.wire.FrameType;
import dev.footbridge.processes.wire.Outbox;
import dev.footbridge.processes.wire.Setup;
import dev.footbridge.processes.wire.StatusPage;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerJobTest {

    private static final int ROUNDS = 50_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName("G6: a cancel that comes just as the job begins is an end like others, told once")
    void endsOnceWhenACancelComesAsItBegins() throws Exception {
        StatusPage page = StatusPage.create(folder.resolve("page"));
        Pipe results = Pipe.open();
        Outbox out = new Outbox(new Duplex(results.source(), results.sink()));
        Codec codec = new Codec(getClass().getClassLoader(), DefaultFilter.INSTANCE, 1 << 20);
        Running running = new Running();
        Setup setup = new Setup("id", "pool", "worker", 1 << 20, 0, DefaultFilter.INSTANCE, List.of(), Setup.NO_HOOK,
                Setup.NO_HOOK);
        Jobs jobs = new Jobs(setup, codec, page, out, running);
        RemoteCallable<Integer> function = () -> 1;
        byte[] payload = codec.encode(function, () -> "the job");
        FrameReader in = new FrameReader(results.source(), 1 << 20);
        Place place = new Place();
        AtomicLong round = new AtomicLong();
        Thread canceller = Thread.ofPlatform().daemon().start(() -> {
            for (long id = 1; id <= ROUNDS; id++) {
                while (round.get() < id) {
                    Thread.onSpinWait();
                }
                running.cancel(id, Cancel.interrupting("too early"));
            }
        });
        for (long id = 1; id <= ROUNDS; id++) {
            page.sent(0, id);
            WorkerJob job = jobs.blocking(new Frame(FrameType.JOB, id, 0, payload), place);
            round.set(id);
            job.runHere();
            Frame end = in.next();
            assertThat(end).isNotNull();
            assertThat(end.id()).isEqualTo(id);
            assertThat(end.type()).isIn(FrameType.VALUE, FrameType.CANCELLED);
        }
        canceller.join();
        results.source().close();
        results.sink().close();
    }
}
