package dev.footbridge.examples.production;

import dev.footbridge.processes.ProcessPool;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.consumer.RecordingStream;

/** What does the flight recorder see of worker JVMs? */
public final class Flight {

    private Flight() {}

    /** Runs one job, recorded. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(2);
        // @start region="flight"
        try (RecordingStream recording = new RecordingStream()) {
            recording.onEvent("dev.footbridge.WorkerStart", event -> seen.countDown());
            recording.onEvent("dev.footbridge.RemoteJob", event -> {
                IO.println("job: " + event.getString("outcome"));
                seen.countDown();
            });
            recording.startAsync();
            try (ProcessPool pool = ProcessPool.open(o -> o.withName("pdf").withWorkers(1))) {
                IO.println("answer: " + pool.call(() -> 6 * 7));
            }
            seen.await();
        }
        // @end
    }
}
