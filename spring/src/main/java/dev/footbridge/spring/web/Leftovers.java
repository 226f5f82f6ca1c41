package dev.footbridge.spring.web;

import dev.footbridge.Task;
import dev.footbridge.threads.ThreadPool;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;

/**
 * Ends what there is no response for any more: a task is cancelled, a generator is closed, and so is one that a task ends
 * with. Cleanup takes its time, so nobody waits for it here; what it fails with is reported as any job's.
 */
final class Leftovers {

    private final ThreadPool threads;

    Leftovers(ThreadPool threads) {
        this.threads = threads;
    }

    void end(@Nullable Object unwanted, String reason) {
        switch (unwanted) {
            case HttpEntity<?> entity -> end(entity.getBody(), reason);
            case Task<?> task -> {
                task.cancel(reason);
                task.whenComplete((value, failure) -> end(value, reason));
            }
            case null -> {
            }
            default -> {
                if (Items.areIn(unwanted.getClass())) {
                    close(Items.of(unwanted));
                }
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its failure is the pool's to report
    private void close(Items items) {
        try {
            threads.start(items::close);
        } catch (RejectedExecutionException closed) {
            items.close(); // the application ends
        }
    }
}
