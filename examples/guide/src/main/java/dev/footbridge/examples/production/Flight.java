package dev.footbridge.examples.production;

import dev.footbridge.processes.ProcessPool;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import jdk.jfr.consumer.RecordingStream;

/** What does the flight recorder see of worker JVMs? */
public final class Flight {

    private Flight() {}

    /** Runs one job, recorded. */
    public static void main(String[] args) throws InterruptedException {
        // @start region="flight"
        BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
        try (RecordingStream recording = new RecordingStream()) {
            recording.onEvent("dev.footbridge.RemoteJob", event -> outcomes.add(event.getString("outcome")));
            recording.startAsync();
            try (ProcessPool pool = ProcessPool.open(o -> o.withName("pdf").withWorkers(1))) {
                IO.println("answer: " + pool.call(() -> 6 * 7));
            }
            IO.println("recorded: " + outcomes.take());
        }
        // @end
    }
}
