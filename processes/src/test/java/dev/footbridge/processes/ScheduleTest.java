package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.context.ContextKey;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of a process pool that are due later. */
class ScheduleTest {

    private static final ContextKey<String> USER = ContextKey.of("user");

    @TempDir
    Path folder;

    private final ProcessPool pool = ProcessPool
            .open(o -> o.withName("later").withWorkers(1).withContextKeys(() -> USER));

    @AfterEach
    void close() {
        pool.close();
    }

    /** A job as a user writes one for an executor. */
    private interface Job extends Runnable, Serializable {}

    private static long here() {
        return ProcessHandle.current().pid();
    }

    @Test
    @DisplayName("run in a worker when they are due")
    void runsLater() throws Exception {
        ScheduledExecutorService later = pool.asScheduledExecutorService();
        RemoteCallable<Long> pid = () -> here();
        long began = System.nanoTime();
        assertThat(later.schedule(pid, 50, TimeUnit.MILLISECONDS).get()).isNotEqualTo(here());
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(50_000_000);
        assertThat(later.schedule(pid, 0, TimeUnit.SECONDS).get()).isNotEqualTo(here());
        RemoteCallable<String> fails = () -> {
            throw new IllegalStateException("on purpose");
        };
        assertThatThrownBy(() -> later.schedule(fails, 1, TimeUnit.MILLISECONDS).get())
                .isInstanceOf(ExecutionException.class).hasRootCauseMessage("on purpose");
    }

    @Test
    @DisplayName("take the context along that they were scheduled in")
    void takesTheContext() throws Exception {
        RemoteCallable<String> user = () -> USER.get();
        ScheduledFuture<String> job;
        try (var _ = USER.bind("ada")) {
            job = pool.asScheduledExecutorService().schedule((java.util.concurrent.Callable<String>) user, 10,
                    TimeUnit.MILLISECONDS);
        }
        assertThat(job.get()).isEqualTo("ada");
    }

    @Test
    @DisplayName("come again and again until they are cancelled")
    void repeats() throws Exception {
        String directory = folder.toString();
        Job job = () -> touch(directory);
        ScheduledExecutorService later = pool.asScheduledExecutorService();
        for (ScheduledFuture<?> series : List.of(later.scheduleAtFixedRate(job, 0, 5, TimeUnit.MILLISECONDS),
                later.scheduleWithFixedDelay(job, 0, 5, TimeUnit.MILLISECONDS))) {
            int before = count();
            while (count() < before + 3) {
                Thread.sleep(5);
            }
            assertThat(series.isDone()).isFalse();
            series.cancel(true);
            assertThatThrownBy(series::get).isInstanceOf(CancellationException.class);
        }
        pool.call(() -> 1);
        int after = count();
        Thread.sleep(30);
        assertThat(count()).isEqualTo(after);
    }

    private static void touch(String directory) {
        try {
            Files.createTempFile(Path.of(directory), "run", "");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int count() {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }

    @Test
    @DisplayName("are cancelled wherever they are: before they are due, and while they run")
    void cancels() throws Exception {
        ScheduledExecutorService later = pool.asScheduledExecutorService();
        Job job = () -> touch("unused");
        ScheduledFuture<?> early = later.schedule(job, 1, TimeUnit.HOURS);
        early.cancel(true);
        assertThat(early.isCancelled()).isTrue();
        String directory = folder.toString();
        RemoteCallable<Integer> sleeps = () -> {
            touch(directory);
            Thread.sleep(600_000);
            return 1;
        };
        ScheduledFuture<Integer> running = later.schedule(sleeps, 1, TimeUnit.MILLISECONDS);
        while (count() == 0) {
            Thread.sleep(5);
        }
        running.cancel(true);
        assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
        assertThat(pool.call(() -> 2)).isEqualTo(2);
    }

    @Test
    @DisplayName("are refused at once when they cannot be sent")
    void refusesWhatCannotBeSent() {
        Object here = new Object();
        ScheduledExecutorService later = pool.asScheduledExecutorService();
        assertThatThrownBy(() -> later.schedule(() -> here, 1, TimeUnit.HOURS))
                .isInstanceOf(UnsendableException.class).hasMessageContaining("which is not serializable");
    }

    @Test
    @DisplayName("end with the view, and with the pool")
    void endsWithTheViewAndThePool() throws Exception {
        RemoteCallable<Integer> job = () -> 5;
        ScheduledExecutorService view = pool.asScheduledExecutorService();
        ScheduledFuture<Integer> due = view.schedule(job, 20, TimeUnit.MILLISECONDS);
        view.shutdown();
        assertThat(due.get()).isEqualTo(5);
        assertThat(view.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> view.schedule(job, 1, TimeUnit.HOURS)).isInstanceOf(RejectedExecutionException.class);

        ScheduledExecutorService other = pool.asScheduledExecutorService();
        ScheduledFuture<Integer> never = other.schedule(job, 1, TimeUnit.HOURS);
        assertThat(other.shutdownNow()).hasSize(1);
        assertThat(never.isCancelled()).isTrue();

        ScheduledFuture<Integer> left = pool.asScheduledExecutorService().schedule(job, 1, TimeUnit.HOURS);
        pool.close();
        assertThat(left.isCancelled()).isTrue();
        assertThatThrownBy(() -> pool.asScheduledExecutorService().schedule(job, 1, TimeUnit.HOURS))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
