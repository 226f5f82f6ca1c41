package dev.footbridge.cli.levels;

import dev.footbridge.cli.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A pool under the name that the table has for it.
 *
 * @param name the name
 * @param executor the pool
 */
record Contender(String name, ExecutorService executor) {

    /** Runs the jobs at once and returns their results in order. */
    List<Integer> results(List<Callable<Integer>> jobs) {
        List<Integer> results = new ArrayList<>(jobs.size());
        try {
            for (Future<Integer> future : executor.invokeAll(jobs)) {
                results.add(future.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BadInput("interrupted while " + name + " ran " + jobs.size() + " jobs");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a job failed on " + name, failed.getCause());
        }
        return results;
    }
}
