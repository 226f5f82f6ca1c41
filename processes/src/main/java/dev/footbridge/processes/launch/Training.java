package dev.footbridge.processes.launch;

/** A run whose classes go into an AOT cache: what a worker does at its start, and a few jobs of each kind. */
final class Training {

    private Training() {}

    public static void main(String[] arguments) throws Exception {
        TrainingJobs.run();
    }
}
