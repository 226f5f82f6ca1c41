package dev.footbridge.processes.pool;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The events themselves. Loaded only where the module {@code jdk.jfr} is present. */
@SuppressWarnings("UnusedVariable") // the flight recorder reads them
final class FlightEvents {

    private FlightEvents() {}

    static boolean isRecording() {
        return FlightRecorder.isInitialized();
    }

    @Name("dev.footbridge.WorkerStart")
    @Label("Worker Start")
    @Category("Footbridge")
    @StackTrace(false)
    private static final class WorkerStart extends Event {
        @Label("Worker")
        String worker = "";
        @Label("Process Id")
        long pid;
        @Label("Time To Readiness")
        @Timespan
        long took;
    }

    @Name("dev.footbridge.WorkerEnd")
    @Label("Worker End")
    @Category("Footbridge")
    @StackTrace(false)
    private static final class WorkerEnd extends Event {
        @Label("Worker")
        String worker = "";
        @Label("Process Id")
        long pid;
        @Label("Exit Code")
        int exitCode;
        @Label("How")
        String how = "";
    }

    @Name("dev.footbridge.RemoteJob")
    @Label("Remote Job")
    @Category("Footbridge")
    @StackTrace(false)
    private static final class RemoteJob extends Event {
        @Label("Job")
        String job = "";
        @Label("Worker")
        String worker = "";
        @Label("Outcome")
        String outcome = "";
        @Label("Time With The Worker")
        @Timespan
        long took;
        @Label("Bytes Sent")
        long bytes;
    }

    static void workerStarted(String worker, long pid, long nanos) {
        WorkerStart event = new WorkerStart();
        if (event.shouldCommit()) {
            event.worker = worker;
            event.pid = pid;
            event.took = nanos;
            event.commit();
        }
    }

    static void workerEnded(Death death) {
        WorkerEnd event = new WorkerEnd();
        if (event.shouldCommit()) {
            event.worker = death.worker();
            event.pid = death.pid();
            event.exitCode = death.exitCode();
            event.how = death.how();
            event.commit();
        }
    }

    static void jobEnded(PoolJob<?> job, String worker, String outcome) {
        RemoteJob event = new RemoteJob();
        if (event.shouldCommit()) {
            event.job = job.name();
            event.worker = worker;
            event.outcome = outcome;
            event.took = System.nanoTime() - job.sentAt;
            event.bytes = job.payload.length;
            event.commit();
        }
    }
}
