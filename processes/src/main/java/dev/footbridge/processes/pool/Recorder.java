package dev.footbridge.processes.pool;

/** Tells the JDK's flight recorder of workers and jobs, where there is one and it records. */
final class Recorder {

    private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Recorder() {}

    private static boolean records() {
        return PRESENT && FlightEvents.isRecording();
    }

    static void workerStarted(String worker, long pid, long nanos) {
        if (records()) {
            FlightEvents.workerStarted(worker, pid, nanos);
        }
    }

    static void workerEnded(Death death) {
        if (records()) {
            FlightEvents.workerEnded(death);
        }
    }

    static void jobEnded(PoolJob<?> job, String worker, String outcome) {
        if (records()) {
            FlightEvents.jobEnded(job, worker, outcome);
        }
    }
}
