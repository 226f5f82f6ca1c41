package dev.footbridge.processes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Learns from the jobs themselves that they have begun, and where. */
final class Began implements Consumer<Object> {

    private final CompletableFuture<Long> pid = new CompletableFuture<>();

    @Override
    public void accept(Object report) {
        pid.complete((Long) report);
    }

    /** Says, in a job, that it has begun. */
    static void here() {
        ProcessPool.report(ProcessHandle.current().pid());
    }

    /** Waits for that. */
    ProcessHandle worker() throws Exception {
        return ProcessHandle.of(pid.get(60, TimeUnit.SECONDS)).orElseThrow();
    }

    static void signal(ProcessHandle process, String name) throws Exception {
        assert new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor() == 0;
    }
}
