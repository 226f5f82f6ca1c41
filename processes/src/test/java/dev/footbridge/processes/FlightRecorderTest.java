package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("starts and ends of workers, and jobs, are events of the flight recorder")
    void records() throws Exception {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withName("seen").withHeap("64m"))) {
                pool.call(() -> 1);
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).anySatisfy(event -> {
            assertThat(event.getEventType().getName()).isEqualTo("dev.footbridge.WorkerStart");
            assertThat(event.getString("worker")).isEqualTo("seen-1");
        }).anySatisfy(event -> {
            assertThat(event.getEventType().getName()).isEqualTo("dev.footbridge.RemoteJob");
            assertThat(event.getString("job")).isEqualTo("seen/FlightRecorderTest lambda");
            assertThat(event.getString("outcome")).isEqualTo("VALUE");
        }).anySatisfy(event -> {
            assertThat(event.getEventType().getName()).isEqualTo("dev.footbridge.WorkerEnd");
            assertThat(event.getInt("exitCode")).isZero();
        });
    }
}
