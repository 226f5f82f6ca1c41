package dev.footbridge.processes.launch;

import java.util.List;

/**
 * The classes that Footbridge's own JVMs run.
 *
 * @param worker the main class of a worker
 * @param training the main class of a run whose classes go into an AOT cache; it ends by itself, with exit code 0
 * @param trainingArguments its arguments
 */
record EntryPoints(String worker, String training, List<String> trainingArguments) {

    /** Those of the library. */
    static final EntryPoints LIBRARY = new EntryPoints("dev.footbridge.processes.worker.WorkerMain",
            "dev.footbridge.processes.worker.Rehearsal", List.of());
}
